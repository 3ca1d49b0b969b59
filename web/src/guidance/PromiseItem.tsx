import type { PromiseRow } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../platform/index.ts'
import { DueBadge, Instant, ProblemNotice } from '../ui/index.ts'
import { useDecidePromise } from './queries.ts'

const verdicts = { kept: 'keep', broken: 'break', void: 'void' } as const

/** One promise: in whose words, by when, how much, and what became of it. */
export function PromiseItem({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation('guidance')
  const decide = useDecidePromise()
  const { id, version, kind, words, at, by, dueAt, amountFen, state, overdue } = promise
  const offered = (['kept', 'broken', 'void'] as const).filter((verdict) => verdict !== state)
  return (
    <div className={`promise is-${overdue ? 'overdue' : state}`} data-promise={kind}>
      <span className="promise-head">
        <strong>{t(`promises.kind.${kind}`)}</strong>
        {amountFen !== null && <span className="figures">{moneyText(amountFen)}</span>}
        {state === 'open' && dueAt !== null && !overdue && <DueBadge dueAt={dueAt} startedAt={at} />}
        {(state !== 'open' || overdue) && dueAt !== null && (
          <span className="meta">
            <Instant at={dueAt} />
          </span>
        )}
        {dueAt === null && <span className="meta">{t('promises.noTime')}</span>}
        <span className="promise-state">{t(`promises.state.${overdue ? 'overdue' : state}`)}</span>
      </span>
      <q>{words ?? t('promises.erased')}</q>
      <span className="meta">
        {t('promises.said', { name: by?.name ?? '' })} <Instant at={at} />
        <Because promise={promise} />
      </span>
      {promise.can.decide && (
        <fieldset className="promise-acts" aria-label={t('promises.act')}>
          {offered.map((verdict) => (
            <Button key={verdict} size="small" loading={decide.isPending} onClick={() => decide.mutate({ id, version, verdict })}>
              {t(`promises.${verdicts[verdict]}`)}
            </Button>
          ))}
        </fieldset>
      )}
      {decide.isError && <ProblemNotice problem={decide.error} />}
    </div>
  )
}

/** Who says so. */
function Because({ promise: { state, decidedAt, decidedBy } }: { promise: PromiseRow }) {
  const { t } = useTranslation('guidance')
  if (decidedAt === null) return null
  const who = decidedBy?.name ?? (state === 'kept' ? t('promises.bySystem') : state === 'broken' ? t('promises.byClock') : '')
  return <> · {who}</>
}

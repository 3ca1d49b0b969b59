import type { CallRow, CaseRow } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CustomerName } from '../cases/index.ts'
import { RestrictionNotices } from '../conduct/index.ts'
import { LastContacts } from '../contacts/index.ts'
import { useMay } from '../platform/index.ts'
import { PortraitHint } from '../portrait/index.ts'
import { DueBadge, LinkButton, StageMark, StatusTag, useProblemWords } from '../ui/index.ts'
import { type Caller, useCallActs } from './queries.ts'

type Props = { caller: Caller; call: CallRow; isOnly: boolean }

/** Who this may be: tier, what restricts dealing with them, what is open, what satisfied them before, what they said last. */
export function CallerStory({ caller, call, isOnly }: Props) {
  const { t } = useTranslation('calls')
  const { openCases } = caller
  return (
    <section className="call-caller">
      <p className="call-line">
        <strong>
          <CustomerName customer={caller} />
        </strong>
        {caller.tags.length > 0 && <span className="meta">{caller.tags.join(' · ')}</span>}
        <span className="meta">{t('pop.cases', { count: caller.caseCount })}</span>
        <LinkButton size="small" to={`/customers/${caller.id}`}>
          {t('pop.open')}
        </LinkButton>
      </p>
      <RestrictionNotices customerId={caller.id} />
      {openCases.length > 0 && (
        <ul className="call-cases" aria-label={t('pop.openCases')}>
          {openCases.map((row) => (
            <OpenCase key={row.id} row={row} call={call} />
          ))}
        </ul>
      )}
      {isOnly && <PortraitHint customerId={caller.id} />}
      {isOnly && <LastContacts customerId={caller.id} />}
    </section>
  )
}

function OpenCase({ row, call }: { row: CaseRow; call: CallRow }) {
  const { t } = useTranslation('calls')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayNote = useMay('cases:note')
  const { link } = useCallActs()
  const isLinked = call.cases.some(({ id }) => id === row.id)
  const bind = () =>
    link.mutate(
      { id: call.id, caseId: row.id },
      {
        onSuccess: () => void message.success(t('pop.linked', { number: row.number })),
        onError: (error) => void message.error(words(error).title),
      },
    )
  return (
    <li>
      <span className="call-line">
        <Link to={`/cases/${row.id}`} className="figures">
          {row.number}
        </Link>
        <StatusTag status={row.status} />
        {row.stage && <StageMark stage={row.stage} compact />}
        <DueBadge dueAt={row.dueAt} paused={row.suspended} />
      </span>
      <span className="call-line">
        <span className="call-subject" title={row.excerpt}>
          {row.subject}
        </span>
        {isLinked && <span className="meta">{t('pop.isLinked')}</span>}
        {!isLinked && mayNote && (
          <Button size="small" loading={link.isPending} onClick={bind} aria-label={t('pop.linkTo', { number: row.number })}>
            {t('pop.link')}
          </Button>
        )}
      </span>
    </li>
  )
}

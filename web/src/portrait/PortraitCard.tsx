import type { Portrait, PortraitCase } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText, numberText } from '../platform/index.ts'
import { Instant, ProblemNotice } from '../ui/index.ts'
import { AfterCareList } from './AfterCareList.tsx'
import { Lifecycle } from './Lifecycle.tsx'
import { usePortrait } from './queries.ts'
import './portrait.css'
import { comma } from '../platform/punctuation.ts'

const shownCases = 8

/** 画像: the stage of the life cycle with its reasons, how complaints ended, what satisfied, and the care that is due. */
export function PortraitCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('portrait')
  const portrait = usePortrait(customerId)
  if (portrait.isError) return <ProblemNotice problem={portrait.error} onRetry={portrait.refetch} />
  if (!portrait.data) return <div className="card bone portrait-bone" />
  return (
    <section className="card portrait" aria-labelledby="portrait-title">
      <header>
        <h2 id="portrait-title">{t('title')}</h2>
        {portrait.data.partial && <span className="meta">{t('partial')}</span>}
      </header>
      <div className="portrait-columns">
        <Lifecycle portrait={portrait.data} />
        <Satisfied portrait={portrait.data} />
        <AfterCareList portrait={portrait.data} />
      </div>
      <Ends cases={portrait.data.cases} />
    </section>
  )
}

/** 曾让客户满意 */
function Satisfied({ portrait: { satisfying } }: { portrait: Portrait }) {
  const { t } = useTranslation('portrait')
  return (
    <div>
      <h3>{t('satisfying.title')}</h3>
      {satisfying.length === 0 && <p className="meta">{t('satisfying.none')}</p>}
      <ul className="portrait-list">
        {satisfying.map((row) => (
          <li key={row.kind}>
            <span>
              <strong>{row.kind === 'explanation' ? t('explanation') : t(`ui:remedyKind.${row.kind}`)}</strong>{' '}
              {t('satisfying.times', { satisfied: row.satisfied, tried: row.tried })}
            </span>
            <span className="meta">
              {row.medianFen !== null && t('satisfying.amount', { amount: moneyText(row.medianFen) })}{' '}
              {row.cases.map(({ id, number }) => (
                <Link key={id} to={`/cases/${id}`}>
                  {number}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** 投诉结果: what was found, granted and felt. */
function Ends({ cases }: { cases: PortraitCase[] }) {
  const { t } = useTranslation('portrait')
  if (cases.length === 0) return null
  return (
    <div>
      <h3>{t('ends.title')}</h3>
      <ul className="portrait-list portrait-ends" aria-label={t('ends.title')}>
        {cases.slice(0, shownCases).map((one) => (
          <li key={one.id}>
            <Link to={`/cases/${one.id}`} className="figures">
              {one.number}
            </Link>
            <span className="portrait-subject">{one.subject}</span>
            <span>{one.finding && t(`ui:finding.${one.finding}`)}</span>
            <span>
              {one.remedies
                .map(({ kind, amountFen }) => `${t(`ui:remedyKind.${kind}`)}${amountFen > 0 ? ` ${moneyText(amountFen)}` : ''}`)
                .join(comma())}
            </span>
            <span className={one.end ? `portrait-end is-${one.end}` : 'meta'}>
              {one.end ? t(`end.${one.end}`) : t('end.none')}
              {one.score !== null && ` ${numberText(one.score)}/5`}
            </span>
            <Instant at={one.receivedAt} />
          </li>
        ))}
      </ul>
    </div>
  )
}

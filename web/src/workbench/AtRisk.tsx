import type { Signal, Workbench } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CustomerName } from '../cases/index.ts'
import { DueBadge, EmptyState, StageMark } from '../ui/index.ts'
import { Warnings } from './Warnings.tsx'

/** 可能爆发: warnings, then open cases whose signs say that the customer will go further. */
export function AtRisk({ cases }: { cases: Workbench['atRisk'] }) {
  const { t } = useTranslation('workbench')
  return (
    <section className="card workbench-part" aria-labelledby="workbench-risk">
      <header>
        <h2 id="workbench-risk">{t('atRisk.title')}</h2>
        {cases.length > 0 && (
          <Link to="/cases?atRisk=true&sort=dueAt" className="workbench-all">
            {t('atRisk.all')}
          </Link>
        )}
      </header>
      <Warnings />
      {cases.length === 0 && <EmptyState title={t('atRisk.emptyTitle')} detail={t('atRisk.emptyDetail')} />}
      <ul className="risks">
        {cases.map((row) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`} className="risk">
              <span className="risk-head">
                {row.stage && <StageMark stage={row.stage} />}
                <span className="risk-due">
                  <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} paused={row.suspended} />
                </span>
              </span>
              <span className="risk-subject">{row.subject}</span>
              <Why row={row} />
              <span className="meta risk-signs">
                <span>{row.number}</span>
                <CustomerName customer={row.customer} />
                <span>{row.handler?.name ?? row.unit?.name ?? t('atRisk.nobody')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Signals of someone who is about to go further, or in danger; the rest stands on the case page. */
const telling: readonly Signal[] = ['selfHarm', 'safety', 'vulnerable', 'regulator', 'media', 'legal', 'crowd']

/** Why it stands here, in words. */
function Why({ row }: { row: Workbench['atRisk'][number] }) {
  const { t } = useTranslation('workbench')
  const why = [
    ...telling.filter((kind) => row.signals.includes(kind)).map((kind) => t(`classification:text.signal.${kind}`)),
    row.severity === 'critical' && t('ui:severity.critical'),
    row.escalationLevel > 0 && t('atRisk.level', { level: row.escalationLevel }),
  ].filter(Boolean)
  if (why.length === 0) return null
  return <span className="risk-why">{why.join(' · ')}</span>
}

import type { WarningDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ContactsBehind } from '../contacts/index.ts'
import { moneyText, useFormat } from '../platform/index.ts'
import { SurgePart } from '../series/index.ts'
import { DueBadge, EmptyState, Instant, Page, PageSkeleton, ProblemNotice, StageMark, StatusTag } from '../ui/index.ts'
import { Acts } from './acts/Acts.tsx'
import { History } from './History.tsx'
import { LevelTag } from './LevelTag.tsx'
import { Measures } from './Measures.tsx'
import { useWarning } from './queries.ts'
import { useWarningWords } from './use-warning-words.ts'
import './warning.css'
import { colon } from '../platform/punctuation.ts'

/** 预警详情: what it is, the rows behind it, what was done, what to do. */
export function WarningPage() {
  const { t } = useTranslation('warning')
  const warning = useWarning(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/warnings' }]
  if (warning.isPending) return <PageSkeleton shape="detail" />
  if (warning.isError)
    return (
      <Page title={t('one')} breadcrumbs={crumbs}>
        <ProblemNotice problem={warning.error} onRetry={warning.refetch} />
      </Page>
    )
  const row = warning.data
  return (
    <Page
      title={row.subject}
      breadcrumbs={crumbs}
      extra={
        <>
          <LevelTag level={row.level} />
          <span className="meta">
            {t(`kind.${row.kind}`)} · {t(`state.${row.state}`)}
            {row.verdict && ` · ${t(`verdict.${row.verdict}`)}`}
          </span>
        </>
      }
      actions={<Acts key={row.version} row={row} />}
    >
      <div className="warning-columns">
        <div>
          <What row={row} />
          {row.kind === 'surge' && <SurgePart warningId={row.id} />}
          {(row.cases > 0 || (row.contactIds.length === 0 && row.kind !== 'peak')) && <Cases row={row} />}
          {row.contactIds.length > 0 && <ContactsBehind ids={row.contactIds} />}
          <History row={row} />
        </div>
        <div>
          <Plan row={row} />
          <Measures row={row} />
          <Told row={row} />
        </div>
      </div>
    </Page>
  )
}

function What({ row }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  const said = useWarningWords()
  const count = said.countText(row)
  const words = said.words(row)
  return (
    <section className="card warning-part" aria-labelledby="warning-what">
      <h2 id="warning-what">{t('what')}</h2>
      {count && <p className="warning-count">{count}</p>}
      <Advice row={row} />
      {words.length > 0 && (
        <div className="burning-words">
          <span className="meta">{t('card.newWords')}</span>
          {words.map((word) => (
            <span key={word} className="word">
              {word}
            </span>
          ))}
        </div>
      )}
      <dl className="warning-facts">
        <dt>{t('owner')}</dt>
        <dd>{row.owner?.name ?? t('nobody')}</dd>
        {row.unit && (
          <>
            <dt>{t('unit')}</dt>
            <dd>{row.unit.name}</dd>
          </>
        )}
        <dt>{t('firstSeen')}</dt>
        <dd>
          <Instant at={row.firstSeenAt} />
        </dd>
        <dt>{t('raisedAt')}</dt>
        <dd>
          <Instant at={row.at} />
          {row.repeats > 0 && ` · ${t('repeats', { count: row.repeats })}`}
        </dd>
        {row.state === 'raised' && row.acknowledgeDueAt && (
          <>
            <dt>{t('card.takeBy')}</dt>
            <dd>
              <DueBadge dueAt={row.acknowledgeDueAt} startedAt={row.at} />{' '}
              {row.overdue && <span className="warning-late">{t('card.overdue')}</span>}
            </dd>
          </>
        )}
        {row.snoozedUntil && row.state === 'snoozed' && (
          <>
            <dt>{t('state.snoozed')}</dt>
            <dd>
              <Instant at={row.snoozedUntil} />
            </dd>
          </>
        )}
        {said.facts(row).map(({ name, label, value }) => (
          <Fact key={name} label={label} value={value} />
        ))}
      </dl>
      {row.label && (
        <p>
          {t(`verdict.${row.label.verdict}`)}
          {row.label.note && `${colon()}${row.label.note}`}{' '}
          <span className="meta">
            {row.label.by?.name} <Instant at={row.label.at} />
          </span>
        </p>
      )}
      {row.mergedInto && <Link to={`/warnings/${row.mergedInto}`}>{t('mergedInto')}</Link>}
    </section>
  )
}

/** 现在做什么, of a stage: the act, within how long, the step of LSCIA, and what may still be granted. */
function Advice({ row: { facts } }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  const { duration } = useFormat()
  const said = useWarningWords()
  const { act, step, withinMinutes, limitFen } = facts
  if (typeof act !== 'string') return null
  return (
    <p>
      <strong>{said.valueText('act', act)}</strong>
      {typeof withinMinutes === 'number' && t('advice.within', { time: duration(withinMinutes) })}
      <br />
      <span className="meta">
        {typeof step === 'string' && said.valueText('step', step)}
        {typeof limitFen === 'number' && ` · ${t('advice.limit', { amount: moneyText(limitFen) })}`}
      </span>
    </p>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
)

/** More would push the plan off a phone. */
const firstCases = 10

function Cases({ row }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  const [isWhole, setWhole] = useState(false)
  return (
    <section className="card warning-part" aria-labelledby="cases">
      <h2 id="cases">{t('card.cases', { count: row.cases })}</h2>
      {row.caseRows.length === 0 && row.hiddenCases === 0 && <EmptyState title={t('noCases')} />}
      <ul className="warning-list">
        {row.caseRows.slice(0, isWhole ? undefined : firstCases).map((one) => (
          <li key={one.id} className="warning-line">
            {one.stage && <StageMark stage={one.stage} compact />}
            <Link to={`/cases/${one.id}`}>{one.number}</Link>
            <span>{one.subject}</span>
            <StatusTag status={one.status} />
            <span className="meta">
              <Instant at={one.receivedAt} />
            </span>
          </li>
        ))}
      </ul>
      {!isWhole && row.caseRows.length > firstCases && (
        <Button onClick={() => setWhole(true)}>{t('allCases', { count: row.caseRows.length })}</Button>
      )}
      {row.hiddenCases > 0 && <p className="meta">{t('hiddenCases', { count: row.hiddenCases })}</p>}
      {row.cases > row.caseRows.length + row.hiddenCases && (
        <p className="meta">{t('keptCases', { count: row.caseRows.length + row.hiddenCases })}</p>
      )}
    </section>
  )
}

/** 预案: what to do, what to say, what may be promised. */
function Plan({ row: { plan } }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  return (
    <section className="card warning-part" aria-labelledby="warning-plan">
      <h2 id="warning-plan">{t('plan.title')}</h2>
      <ol className="warning-steps">
        {plan.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {plan.script && (
        <>
          <h3 className="meta">{t('plan.script')}</h3>
          <pre>{plan.script}</pre>
        </>
      )}
      {plan.limits && (
        <>
          <h3 className="meta">{t('plan.limits')}</h3>
          <pre>{plan.limits}</pre>
        </>
      )}
      {plan.knowledgeId && (
        <p>
          <Link to={`/knowledge/${plan.knowledgeId}`}>{t('plan.whole')}</Link>
        </p>
      )}
    </section>
  )
}

function Told({ row: { notices } }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  if (notices.length === 0) return null
  return (
    <section className="card warning-part" aria-labelledby="warning-told">
      <h2 id="warning-told">{t('told')}</h2>
      <ul className="warning-list">
        {notices.map(({ person, kind, at, read }) => (
          <li key={`${person?.id} ${kind} ${at}`} className="warning-line">
            <span>{person?.name}</span>
            <span>{t(`notifications:kind.${kind}`)}</span>
            <span className="meta">
              <Instant at={at} /> {t(read ? 'read' : 'unread')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { SupervisionRow } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { DueBadge, EmptyState, Instant, Page, Pager, ProblemNotice, StageMark, StatusTag, TableBones } from '../ui/index.ts'
import { type SupervisionState, supervisionStates, useSupervisions } from './queries.ts'
import './workflow.css'

/** 督办: what supervisors keep an eye on, with due time and the unit's answer. */
export function SupervisionsPage() {
  const { t } = useTranslation('workflow')
  const [params, setParams] = useSearchParams()
  const state = supervisionStates.find((one) => one === params.get('state')) ?? 'open'
  const cursor = params.get('cursor') ?? undefined
  const supervisions = useSupervisions(state, cursor)
  const show = (next: SupervisionState, at?: string) => setParams({ ...(next !== 'open' && { state: next }), ...(at && { cursor: at }) })
  const rows = supervisions.data?.rows ?? []
  return (
    <Page title={t('supervisions.title')}>
      <div className="workflow-bar">
        <Segmented
          value={state}
          options={supervisionStates.map((value) => ({ value, label: t(`supervisions.state.${value}`) }))}
          onChange={(value) => show(value)}
        />
      </div>
      {supervisions.isPending && <TableBones />}
      {supervisions.isError && <ProblemNotice problem={supervisions.error} onRetry={supervisions.refetch} />}
      {supervisions.data && rows.length === 0 && (
        <EmptyState title={t(`supervisions.none.${state}`)} detail={t('supervisions.noneDetail')} />
      )}
      {rows.length > 0 && (
        <ul className="supervisions card">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      {supervisions.data && rows.length > 0 && (
        <Pager
          cursor={cursor}
          nextCursor={supervisions.data.nextCursor}
          total={supervisions.data.total}
          onChange={(next) => show(state, next)}
        />
      )}
    </Page>
  )
}

function Row({ row }: { row: SupervisionRow }) {
  const { t } = useTranslation('workflow')
  const { stage, status, number, caseId, subject, reason, unit, handler, by, at, dueAt, answer, answeredBy, answeredAt, endedAt } = row
  return (
    <li className="supervision">
      <div>
        <span className="supervision-line">
          {stage && <StageMark stage={stage} />}
          <Link to={`/cases/${caseId}`}>{number}</Link>
          <span>{subject}</span>
          <StatusTag status={status} />
        </span>
        <div>{reason}</div>
        <span className="meta">
          {[by?.name, unit?.name, handler?.name].filter(Boolean).join(' · ')} <Instant at={at} />
        </span>
      </div>
      <div className="supervision-due">
        {endedAt ? (
          <span className="meta">
            {t('supervisions.ended')} <Instant at={endedAt} />
          </span>
        ) : answeredAt ? (
          <span className="meta">{t('supervisions.answered')}</span>
        ) : (
          <DueBadge dueAt={dueAt} />
        )}
      </div>
      {answer && (
        <div className="supervision-answer">
          {answer}{' '}
          <span className="meta">
            {answeredBy?.name} {answeredAt && <Instant at={answeredAt} />}
          </span>
        </div>
      )}
    </li>
  )
}

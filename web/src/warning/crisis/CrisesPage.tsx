import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '../../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { CrisisModal } from '../acts/OtherModals.tsx'
import { WarningNav } from '../WarningNav.tsx'
import { useCrises } from './queries.ts'
import '../warning.css'

const states = ['open', 'closed', 'all'] as const

/** 危机事件 */
export function CrisesPage() {
  const { t } = useTranslation('warning')
  const [params, setParams] = useSearchParams()
  const [isNew, setNew] = useState(false)
  const mayManage = useMay('crisis:manage')
  const state = states.find((one) => one === params.get('state')) ?? 'open'
  const cursor = params.get('cursor') ?? undefined
  const crises = useCrises(state, cursor)
  const rows = crises.data?.rows ?? []
  const show = (next: string, at?: string) => setParams({ ...(next !== 'open' && { state: next }), ...(at && { cursor: at }) })
  return (
    <Page title={t('crisis.title')} nav={<WarningNav />}>
      <div className="warning-filter">
        <Segmented
          value={state}
          options={states.map((value) => ({ value, label: t(`crisis.list.${value}`) }))}
          onChange={(value) => show(value)}
        />
        {mayManage && <Button onClick={() => setNew(true)}>{t('crisis.open')}</Button>}
      </div>
      {crises.isPending && <TableBones />}
      {crises.isError && <ProblemNotice problem={crises.error} onRetry={crises.refetch} />}
      {crises.data && rows.length === 0 && <EmptyState title={t('crisis.none')} detail={t('crisis.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="warning-rows card">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/crises/${row.id}`} className="warning-row crisis-row">
                <span className="warning-row-subject">{row.title}</span>
                <span className="meta">{row.lead?.name}</span>
                <span className="meta">{t('card.cases', { count: row.cases })}</span>
                <span className="meta">{t('crisis.openTasks', { count: row.openTasks })}</span>
                <span className="meta">{t(row.closedAt ? 'crisis.closed' : row.hasStatement ? 'crisis.voice' : 'crisis.noVoice')}</span>
                <span className="meta">
                  <Instant at={row.at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && crises.data && (
        <Pager cursor={cursor} nextCursor={crises.data.nextCursor} total={crises.data.total} onChange={(next) => show(state, next)} />
      )}
      {isNew && <CrisisModal onClose={() => setNew(false)} />}
    </Page>
  )
}

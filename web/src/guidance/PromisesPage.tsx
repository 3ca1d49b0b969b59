import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, StatusTag, TableBones } from '../ui/index.ts'
import { PromiseItem } from './PromiseItem.tsx'
import { usePromiseCounts, usePromises } from './queries.ts'
import './guidance.css'

const states = ['open', 'overdue', 'kept', 'broken', 'all'] as const
const Filter = z.object({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(states).default('open'),
  cursor: z.string().optional(),
})

/** 兑现承诺: what was promised to customers, by whom and by when, and whether it was kept. */
export function PromisesPage() {
  const { t } = useTranslation('guidance')
  const [filter, setFilter] = useUrlState(Filter)
  const promises = usePromises(filter)
  const counts = usePromiseCounts()
  const rows = promises.data?.rows ?? []
  return (
    <Page
      title={t('promises.page')}
      extra={
        <span className="promise-filters">
          <Segmented
            value={filter.of}
            aria-label={t('promises.whose')}
            onChange={(of) => setFilter({ of, state: filter.state })}
            options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`promises.of.${value}`) }))}
          />
          <Segmented
            value={filter.state}
            aria-label={t('promises.which')}
            onChange={(state) => setFilter({ of: filter.of, state })}
            options={states.map((value) => ({ value, label: t(`promises.state.${value}`) }))}
          />
        </span>
      }
    >
      {counts.data && <p className="meta">{t('promises.counts', counts.data)}</p>}
      {promises.isPending && <TableBones />}
      {promises.isError && <ProblemNotice problem={promises.error} onRetry={promises.refetch} />}
      {promises.data && rows.length === 0 && <EmptyState title={t('promises.none')} detail={t('promises.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card promise-list" aria-label={t('promises.page')}>
          {rows.map((promise) => (
            <li key={promise.id}>
              <span className="promise-case">
                <Link to={`/cases/${promise.case.id}`}>{promise.case.subject}</Link>
                <span className="meta">{promise.case.number}</span>
                <StatusTag status={promise.case.status} />
              </span>
              <PromiseItem promise={promise} />
            </li>
          ))}
        </ul>
      )}
      {promises.data && (rows.length > 0 || filter.cursor !== undefined) && (
        <Pager
          cursor={filter.cursor}
          nextCursor={promises.data.nextCursor}
          total={promises.data.total}
          onChange={(cursor) => setFilter({ ...filter, cursor })}
        />
      )}
    </Page>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type AuditList, AuditListQuery } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api, useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { type AuditFilter, AuditFilterBar } from './audit/AuditFilterBar.tsx'
import { AuditTable } from './audit/AuditTable.tsx'
import './settings.css'

/** 操作记录: who did what and when, never changed afterwards. */
export function AuditPage() {
  const { t } = useTranslation('identity')
  const [filter, setFilter] = useUrlState(AuditListQuery)
  const change = (next: Partial<AuditFilter>) => setFilter({ ...filter, cursor: undefined, ...next })
  const records = useQuery({
    queryKey: ['audit', filter],
    queryFn: ({ signal }) => api.get<z.infer<typeof AuditList>>('/audit/records', filter, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('ui:settings.audit')}>
      <AuditFilterBar filter={filter} onChange={change} />
      {records.isPending && <TableBones />}
      {records.isError && <ProblemNotice problem={records.error} onRetry={records.refetch} />}
      {records.data && (
        <>
          <AuditTable rows={records.data.rows} empty={<EmptyState title={t('audit.none')} detail={t('audit.noneDetail')} />} />
          <Pager
            cursor={filter.cursor}
            nextCursor={records.data.nextCursor}
            total={records.data.total}
            onChange={(cursor) => change({ cursor })}
          />
        </>
      )}
    </Page>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseRow, ListOf } from '@zhiwei/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportButton } from '../exports/index.ts'
import { api, useMay, useUrlState } from '../platform/index.ts'
import { LinkButton, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { CaseFilterBar } from './list/CaseFilterBar.tsx'
import { CaseRows } from './list/CaseRows.tsx'
import { CaseViews } from './list/CaseViews.tsx'
import { ColumnChoice } from './list/ColumnChoice.tsx'
import { ListState, pageSize, queryOf } from './list/list-state.ts'
import { NoCases } from './list/NoCases.tsx'
import { useColumns } from './list/use-columns.ts'
import './list/list.css'

/** 工单列表. The filter lives in the address bar, so a list can be shared and Back works. */
export function CaseListPage() {
  const { t } = useTranslation('cases')
  const [state, setState] = useUrlState(ListState)
  const { shown, chosen, choose } = useColumns()
  const cases = useQuery({
    queryKey: ['cases', 'list', state],
    queryFn: ({ signal }) => api.get<ListOf<CaseRow>>('/cases', { ...state, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })
  /** A narrower or wider list begins at its first page; typing adds no steps to Back. */
  const change = useCallback(
    (next: Partial<ListState>) => setState({ ...state, ...next, cursor: undefined }, { replace: 'q' in next }),
    [state, setState],
  )
  const clear = () => setState({ sort: state.sort })

  return (
    <Page
      title={t('list.title')}
      actions={
        <>
          <ExportButton what="cases" query={{ ...state, cursor: undefined }} />
          <NewComplaint />
        </>
      }
    >
      <div className="case-list">
        <div className="case-list-top">
          <CaseViews query={queryOf(state)} columns={chosen} onColumns={choose} />
          <ColumnChoice chosen={chosen} onChange={choose} />
        </div>
        <CaseFilterBar state={state} onChange={change} onClear={clear} />
        {cases.isPending && <TableBones />}
        {cases.isError && <ProblemNotice problem={cases.error} onRetry={cases.refetch} />}
        {cases.data?.rows.length === 0 && <NoCases state={state} onClear={clear} />}
        {cases.data && cases.data.rows.length > 0 && (
          <CaseRows
            key={state.cursor ?? ''}
            rows={cases.data.rows}
            columns={shown}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            isStale={cases.isPlaceholderData}
          />
        )}
        {cases.data && (
          <Pager
            cursor={state.cursor}
            nextCursor={cases.data.nextCursor}
            total={cases.data.total}
            onChange={(cursor) => setState({ ...state, cursor })}
          />
        )}
      </div>
    </Page>
  )
}

function NewComplaint() {
  const { t } = useTranslation('cases')
  if (!useMay('complaints:register')) return null
  return (
    <LinkButton type="primary" to="/cases/new">
      {t('list.new')}
    </LinkButton>
  )
}

import type { CaseRow } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useHotkey, useMay, usePhone, useRowCursor } from '../../platform/index.ts'
import { BulkBar } from './BulkBar.tsx'
import { CaseCards } from './CaseCards.tsx'
import { CaseTable, type Selection } from './CaseTable.tsx'
import type { Column } from './columns.tsx'
import type { ListState } from './list-state.ts'

type Props = {
  rows: CaseRow[]
  columns: Column[]
  sort: ListState['sort']
  onSort: (sort: ListState['sort']) => void
  /** The rows of the last filter while those of the new one come. */
  isStale: boolean
}

/** One page of the list: `j` `k` move, `Enter` opens, `x` chooses for a joint act. */
export function CaseRows({ rows, columns, sort, onSort, isStale }: Props) {
  const { t } = useTranslation('cases')
  const navigate = useNavigate()
  const open = ({ id }: CaseRow) => void navigate(`/cases/${id}`)
  const { row, rowProps } = useRowCursor(rows, { open })
  const mayAssign = useMay('cases:assign')
  const selection = useSelection(rows)
  useHotkey('x', () => row && selection.toggle(row.id), { description: t('list.selectKey'), enabled: mayAssign && row !== undefined })
  if (usePhone()) return <CaseCards rows={rows} />
  return (
    <>
      {mayAssign && <BulkBar rows={rows} ids={selection.ids} onDone={selection.setAll} />}
      <div className={`card case-table-scroll${isStale ? ' is-stale' : ''}`}>
        <CaseTable
          rows={rows}
          columns={columns}
          sort={sort}
          onSort={onSort}
          selection={mayAssign ? selection : undefined}
          rowProps={rowProps}
          open={open}
        />
      </div>
    </>
  )
}

/** What is chosen among the rows one sees. */
function useSelection(rows: readonly CaseRow[]): Selection {
  const [chosen, setChosen] = useState<string[]>([])
  const ids = chosen.filter((id) => rows.some((row) => row.id === id))
  const toggle = (id: string) => setChosen(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
  return { ids, toggle, setAll: setChosen }
}

import type { CaseRow } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { ColumnHead } from './ColumnHead.tsx'
import type { Column } from './columns.tsx'
import type { ListState } from './list-state.ts'

export type Selection = { ids: readonly string[]; toggle: (id: string) => void; setAll: (ids: string[]) => void }
type RowProps = Record<string, unknown>

type Props = {
  rows: CaseRow[]
  columns: Column[]
  sort: ListState['sort']
  onSort: (sort: ListState['sort']) => void
  /** Left out for people who may do nothing with several cases at once. */
  selection?: Selection | undefined
  rowProps: (index: number) => RowProps
  open: (row: CaseRow) => void
}

const subjectMinWidth = 190
const checkWidth = 40

/** The dense table with a head that stays; a click on a row opens it. */
export function CaseTable({ rows, columns, sort, onSort, selection, rowProps, open }: Props) {
  const { t } = useTranslation('cases')
  const minWidth = columns.reduce((sum, { width }) => sum + (width ?? subjectMinWidth), selection ? checkWidth : 0)
  const isAllSelected = selection !== undefined && rows.length > 0 && rows.every(({ id }) => selection.ids.includes(id))
  return (
    <table className="case-table" style={{ minWidth }}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="case-check">
              <Checkbox
                aria-label={t('list.selectAll')}
                checked={isAllSelected}
                indeterminate={!isAllSelected && selection.ids.length > 0}
                onChange={() => selection.setAll(isAllSelected ? [] : rows.map(({ id }) => id))}
              />
            </th>
          )}
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} {...rowProps(index)} onClick={(event) => isPlainClick(event) && open(row)}>
            {selection && (
              <td className="case-check">
                <Checkbox
                  aria-label={t('list.select', { number: row.number })}
                  checked={selection.ids.includes(row.id)}
                  onChange={() => selection.toggle(row.id)}
                />
              </td>
            )}
            {columns.map(({ name, cell }) => (
              <td key={name}>{cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Not on something that acts by itself, and not at the end of marking text. */
function isPlainClick({ target, defaultPrevented, metaKey, ctrlKey }: React.MouseEvent) {
  if (defaultPrevented || metaKey || ctrlKey || !(target instanceof HTMLElement)) return false
  return !target.closest('a,button,label,.case-check') && getSelection()?.toString() === ''
}

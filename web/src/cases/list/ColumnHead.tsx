import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Column } from './columns.tsx'
import type { ListState } from './list-state.ts'

type Props = { column: Column; sort: ListState['sort']; onSort: (sort: ListState['sort']) => void }

/** A column's name; where the list can be ordered by it, a button that walks through its orders. */
export function ColumnHead({ column: { name, width, sorts }, sort, onSort }: Props) {
  const { t } = useTranslation('cases')
  const at = sorts?.indexOf(sort) ?? -1
  const next = sorts?.[(at + 1) % sorts.length]
  const isDescending = sort.startsWith('-')
  return (
    <th
      scope="col"
      style={width ? { width } : undefined}
      aria-sort={at < 0 ? undefined : isDescending ? 'descending' : 'ascending'}
      className={at < 0 ? undefined : 'is-sorted'}
    >
      {next ? (
        <button type="button" onClick={() => onSort(next)} title={t(`sort.${next}`)}>
          {t(`column.${name}`)}
          {at >= 0 && (isDescending ? <ArrowDownOutlined /> : <ArrowUpOutlined />)}
        </button>
      ) : (
        t(`column.${name}`)
      )}
    </th>
  )
}

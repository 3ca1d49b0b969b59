import type { Unit } from '@zhiwei/contract'
import { TreeSelect } from 'antd'
import { useTreeSearch } from '../ui/index.ts'
import { useUnits } from './queries.ts'

type Props = {
  value?: string | undefined
  onChange?: (unitId: string | undefined) => void
  /** Choices beside the units: `我的部门`. */
  extra?: { value: string; title: string }[]
  placeholder?: string
  id?: string
  label?: string
  className?: string
  autoFocus?: boolean
}

/** Chooses a unit (部门 or 合作方) from the tree of units; typing finds by name. */
export function UnitSelect({ value, onChange, extra = [], label, ...rest }: Props) {
  const { data, isLoading } = useUnits()
  const shown = (data?.rows ?? []).filter(({ active, id }) => active || id === value)
  const search = useTreeSearch(
    shown.map(({ id }) => id),
    { startsOpen: true },
  )
  return (
    <TreeSelect<string | null>
      {...rest}
      value={value ?? null}
      aria-label={label}
      allowClear
      loading={isLoading}
      {...search}
      treeData={[...extra, ...unitTree(shown)]}
      popupMatchSelectWidth={280}
      listHeight={320}
      {...(!rest.className && { style: { width: '100%' } })}
      onChange={(unitId) => onChange?.(unitId ?? undefined)}
    />
  )
}

type Option = { value: string; title: string; children: Option[] }

function unitTree(units: readonly Unit[]): Option[] {
  const ids = new Set(units.map(({ id }) => id))
  const below = (parentId: string | null): Option[] =>
    units
      .filter((unit) => (unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null) === parentId)
      .map(({ id, name }) => ({ value: id, title: name, children: below(id) }))
  return below(null)
}

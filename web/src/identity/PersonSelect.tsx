import type { Permission } from '@zhiwei/contract'
import { Select } from 'antd'
import { usePeople } from './queries.ts'

type Props = {
  value?: string | undefined
  onChange?: (userId: string | undefined) => void
  permission?: Permission
  /** Only people of this unit. */
  unitId?: string | undefined
  /** Choices beside the people: `我`, `无人`. */
  extra?: { value: string; label: string }[]
  placeholder?: string
  id?: string
  label?: string
  className?: string
}

/** Chooses a person, shown with their unit; typing finds by either. */
export function PersonSelect({ value, onChange, permission, unitId, extra = [], label, ...rest }: Props) {
  const { data, isLoading } = usePeople(permission)
  const people = (data?.rows ?? []).filter((person) => !unitId || person.unitId === unitId)
  const options = people.map(({ id, name, unitName }) => ({ value: id, label: unitName ? `${name} · ${unitName}` : name }))
  return (
    <Select<string | null>
      {...rest}
      value={value ?? null}
      aria-label={label}
      allowClear
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...extra, ...options]}
      popupMatchSelectWidth={240}
      style={{ width: '100%' }}
      onChange={(userId) => onChange?.(userId ?? undefined)}
    />
  )
}

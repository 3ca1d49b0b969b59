import { Select } from 'antd'
import { useLaws } from '../queries.ts'

type Props =
  | { multiple: true; value?: string[]; onChange?: (ids: string[]) => void; id?: string }
  | { multiple?: false; value?: string; onChange?: (id: string | undefined) => void; id?: string }

/** Chooses from the register of law. */
export function LawSelect(props: Props) {
  const { data, isLoading } = useLaws()
  const options = (data?.rows ?? []).map((law) => ({
    value: law.id,
    label: `${law.law}${law.article ?? ''}${law.ended ? ' ⊘' : ''}`,
  }))
  const shared = {
    loading: isLoading,
    options,
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    ...(props.id && { id: props.id }),
  }
  if (props.multiple)
    return <Select<string[]> {...shared} mode="multiple" value={props.value ?? []} onChange={(ids) => props.onChange?.(ids)} />
  return <Select<string | null> {...shared} value={props.value ?? null} onChange={(id) => props.onChange?.(id ?? undefined)} />
}

import { TreeSelect } from 'antd'
import { type Catalogue, useCatalogue, useCatalogueName, useNodeName } from './queries.ts'
import { treeOf } from './tree.ts'

type Shared = { catalogue: Catalogue; placeholder?: string; id?: string; label?: string; className?: string; autoFocus?: boolean }
type One = Shared & { value?: string | undefined; onChange?: (code: string | undefined) => void }
type Many = Shared & { value?: string[] | undefined; onChange?: (codes: string[]) => void }

/** Chooses a node of the category tree or the cause catalogue; typing finds by name at any level. */
export function CatalogueSelect({ value, onChange, ...shared }: One) {
  const { props, nameOf } = useTreeProps(shared, value ? [value] : [])
  const chosen = value ? { value, label: nameOf(value) } : null
  return (
    <TreeSelect<{ value: string; label: string } | null>
      {...props}
      labelInValue
      value={chosen}
      onChange={(next) => onChange?.(next?.value)}
    />
  )
}

/** Several nodes at once, for filters. */
export function CatalogueMultiSelect({ value = [], onChange, ...shared }: Many) {
  const { props } = useTreeProps(shared, value)
  return <TreeSelect<string[]> {...props} multiple maxTagCount="responsive" value={value} onChange={(codes) => onChange?.(codes)} />
}

function useTreeProps({ catalogue, label, ...rest }: Shared, kept: string[]) {
  const { data, isPending } = useCatalogue(catalogue)
  const nodeName = useNodeName()
  const nameOf = useCatalogueName(catalogue)
  const props = {
    ...rest,
    'aria-label': label,
    allowClear: true,
    loading: isPending,
    showSearch: { treeNodeFilterProp: 'title' },
    treeData: treeOf(data?.rows ?? [], nodeName, kept),
    treeExpandAction: 'click' as const,
    popupMatchSelectWidth: 300,
    listHeight: 320,
    style: { width: '100%' },
  }
  return { props, nameOf }
}

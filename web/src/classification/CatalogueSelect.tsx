import { TreeSelect } from 'antd'
import { ProblemNotice, useTreeSearch } from '../ui/index.ts'
import { type Catalogue, useCatalogue, useNodeName } from './queries.ts'
import { treeOf } from './tree.ts'

type Shared = {
  catalogue: Catalogue
  placeholder?: string
  id?: string
  label?: string
  className?: string
  autoFocus?: boolean
  defaultOpen?: boolean
  onBlur?: () => void
}
type One = Shared & { value?: string | undefined; onChange?: (code: string | undefined) => void }
type Many = Shared & { value?: string[] | undefined; onChange?: (codes: string[]) => void }

/** Chooses a node of the category tree or the cause catalogue; typing finds by name at any level. */
export function CatalogueSelect({ value, onChange, ...shared }: One) {
  const props = useTreeProps(shared, value ? [value] : [])
  return (
    <TreeSelect<string | null>
      {...props}
      treeNodeLabelProp="path"
      value={value ?? null}
      onChange={(code) => onChange?.(code ?? undefined)}
    />
  )
}

/** Several nodes at once, for filters. */
export function CatalogueMultiSelect({ value = [], onChange, ...shared }: Many) {
  const props = useTreeProps(shared, value)
  return <TreeSelect<string[]> {...props} multiple maxTagCount="responsive" value={value} onChange={(codes) => onChange?.(codes)} />
}

function useTreeProps({ catalogue, label, ...rest }: Shared, kept: string[]) {
  const { data, isPending, error, refetch } = useCatalogue(catalogue)
  const nodeName = useNodeName()
  const search = useTreeSearch((data?.rows ?? []).map(({ code }) => code))
  return {
    ...rest,
    ...search,
    'aria-label': label,
    allowClear: true,
    ...(error && !data && { notFoundContent: <ProblemNotice problem={error} onRetry={refetch} /> }),
    loading: isPending,
    treeData: treeOf(data?.rows ?? [], nodeName, kept),
    treeExpandAction: 'click' as const,
    popupMatchSelectWidth: 300,
    listHeight: 320,
    style: { width: '100%' },
  }
}

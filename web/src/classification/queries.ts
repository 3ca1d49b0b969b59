import { useQuery } from '@tanstack/react-query'
import type { TreeNode } from '@zhiwei/contract'
import { useCallback } from 'react'
import { api, usePreferences } from '../platform/index.ts'
import { pathOf } from './tree.ts'

/** `categories` 分类, `causes` 原因. */
export type Catalogue = 'categories' | 'causes'

const catalogueStaleMs = 5 * 60_000

export function useCatalogue(catalogue: Catalogue) {
  return useQuery({
    queryKey: [catalogue],
    queryFn: ({ signal }) => api.get<{ rows: TreeNode[] }>(`/${catalogue}`, undefined, signal),
    staleTime: catalogueStaleMs,
  })
}

/** A node's name in the person's language. */
export function useNodeName() {
  const { language } = usePreferences()
  return useCallback((node: TreeNode) => (language === 'en' && node.nameEn ? node.nameEn : node.name), [language])
}

/** A node's own name without those above it; undefined where the catalogue does not know the code. */
export function useOwnName(catalogue: Catalogue) {
  const { data } = useCatalogue(catalogue)
  const nameOf = useNodeName()
  return useCallback(
    (code: string) => {
      const node = data?.rows.find((one) => one.code === code)
      return node && nameOf(node)
    },
    [data, nameOf],
  )
}

/** Reads a code as people do: `安装服务 / 未按时`. */
export function useCatalogueName(catalogue: Catalogue) {
  const { data } = useCatalogue(catalogue)
  const nameOf = useNodeName()
  return useCallback((code: string) => pathOf(data?.rows ?? [], code, nameOf).join(' / '), [data, nameOf])
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TreeNode, TreeNodeChange, TreeNodeInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../platform/index.ts'
import type { Catalogue } from './queries.ts'

type Change = Omit<z.infer<typeof TreeNodeChange>, 'version'>

/** Adding, changing and ordering the nodes of a catalogue. */
export function useNodeActs(catalogue: Catalogue) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: [catalogue] })
  const save = (node: TreeNode, change: Change) => api.patch<TreeNode>(`/${catalogue}/${node.code}`, { ...change, version: node.version })

  const add = useMutation({ mutationFn: (node: z.infer<typeof TreeNodeInput>) => api.post<TreeNode>(`/${catalogue}`, node), onSettled })
  const change = useMutation({ mutationFn: ({ node, ...rest }: Change & { node: TreeNode }) => save(node, rest), onSettled })
  const order = useMutation({
    mutationFn: (places: { node: TreeNode; sort: number }[]) => Promise.all(places.map(({ node, sort }) => save(node, { sort }))),
    onSettled,
  })
  return { add, change, order }
}

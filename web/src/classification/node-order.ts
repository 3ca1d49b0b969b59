import type { TreeNode } from '@zhiwei/contract'

export type NodeRow = TreeNode & { children?: NodeRow[] }

const inOrder = (a: TreeNode, b: TreeNode) => a.sort - b.sort || a.code.localeCompare(b.code)

/** All nodes as rows below their parents, retired ones too; a node without its parent stands at the top. */
export function nodeRowsOf(nodes: readonly TreeNode[]): NodeRow[] {
  const codes = new Set(nodes.map(({ code }) => code))
  const below = (parent: string | null): NodeRow[] =>
    nodes
      .filter((node) => (node.parent !== null && codes.has(node.parent) ? node.parent : null) === parent)
      .sort(inOrder)
      .map((node) => {
        const children = below(node.code)
        return children.length > 0 ? { ...node, children } : node
      })
  return below(null)
}

/** The nodes beside this one, in their order. */
export const besides = (nodes: readonly TreeNode[], { parent }: TreeNode) => nodes.filter((other) => other.parent === parent).sort(inOrder)

/**
 * What to save so that the node stands one place further up or down: the places are dealt anew, so equal numbers end too.
 * Nothing when it stands at the end already.
 */
export function moved(nodes: readonly TreeNode[], node: TreeNode, step: -1 | 1): { node: TreeNode; sort: number }[] {
  const row = besides(nodes, node)
  const at = row.findIndex(({ code }) => code === node.code)
  const other = row[at + step]
  if (at < 0 || !other) return []
  const next = row.map((one) => (one === other ? node : one.code === node.code ? other : one))
  const places = placesFor(row)
  return next.flatMap((one, index) => (one.sort === places[index] ? [] : [{ node: one, sort: places[index] ?? index }]))
}

/** The numbers the row has, when they rise; else new ones. */
function placesFor(row: readonly TreeNode[]) {
  const rises = row.every((node, index) => index === 0 || node.sort > (row[index - 1]?.sort ?? 0))
  return rises ? row.map(({ sort }) => sort) : row.map((_node, index) => index)
}

/** The number behind all that stand beside or below. */
export const lastSort = (nodes: readonly TreeNode[]) => Math.max(-1, ...nodes.map(({ sort }) => sort)) + 1

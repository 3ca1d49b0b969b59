import type { TreeNode } from '@zhiwei/contract'

/** `path` is how the node reads once it is chosen: `安装服务 / 未按时`. */
export type TreeOption = { value: string; title: string; path: string; children: TreeOption[] }
type Name = (node: TreeNode) => string

/** The rows of a catalogue as nested options in their order; retired nodes only where `kept` names them. A node without its parent stands at the top. */
export function treeOf(nodes: readonly TreeNode[], nameOf: Name, kept: readonly string[] = []): TreeOption[] {
  const shown = nodes.filter(({ active, code }) => active || kept.includes(code))
  const codes = new Set(shown.map(({ code }) => code))
  const below = (parent: string | null): TreeOption[] =>
    shown
      .filter((node) => (node.parent !== null && codes.has(node.parent) ? node.parent : null) === parent)
      .sort((a, b) => a.sort - b.sort || a.code.localeCompare(b.code))
      .map((node) => ({
        value: node.code,
        title: nameOf(node),
        path: pathOf(nodes, node.code, nameOf).join(' / '),
        children: below(node.code),
      }))
  return below(null)
}

/** `安装服务 / 未按时`: the names from the top down to the node; the code itself where the catalogue does not know it. */
export function pathOf(nodes: readonly TreeNode[], code: string, nameOf: Name): string[] {
  const node = nodes.find((one) => one.code === code)
  if (!node) return [code]
  const above = node.parent && node.parent !== code ? pathOf(nodes, node.parent, nameOf) : []
  return [...above, nameOf(node)]
}

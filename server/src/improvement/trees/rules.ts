import type { CauseNode, CauseTreeKind } from '@zhiwei/contract'
import { invalidInput } from '../../platform/errors.ts'

/** Deeper than that nobody follows: five whys, and two to spare. */
const deepest = 7

/**
 * Holds a drawing together: every node hangs on one that is there, none on itself, and right below a fishbone's problem each sits on a bone.
 * @throws INPUT_INVALID
 */
export function requireTree(kind: CauseTreeKind, nodes: readonly CauseNode[]): void {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  if (byId.size !== nodes.length) throw invalidInput('#/nodes', '两个节点用了同一个编号')
  nodes.forEach((node, at) => {
    const pointer = `#/nodes/${at}/parentId`
    let depth = 1
    for (let above = node.parentId; above !== null; depth++) {
      const parent = byId.get(above)
      if (!parent) throw invalidInput(pointer, '上级节点不在图里')
      if (depth >= deepest) throw invalidInput(pointer, `最多 ${deepest} 层；形成环的也不行`)
      above = parent.parentId
    }
    if (kind === 'fishbone' && node.parentId === null && node.bone === null)
      throw invalidInput(`#/nodes/${at}/bone`, '鱼骨图的第一层要放在人、机、料、法、环、测之一')
  })
}

/** Order of reading: each node after the one above it, those of one parent as they stand. */
export function readingOrder(nodes: readonly CauseNode[]): { node: CauseNode; depth: number }[] {
  const below = Map.groupBy(nodes, ({ parentId }) => parentId)
  const walk = (parentId: string | null, depth: number): { node: CauseNode; depth: number }[] =>
    (below.get(parentId) ?? []).flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)])
  return walk(null, 0)
}

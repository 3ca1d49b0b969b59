import { type Bone, bones, type CauseNode, type CauseTreeKind, childrenOf } from '@zhiwei/contract'

export const deepest = 7
export const mostNodes = 200

/** A drawing as it is edited: its nodes, which one is chosen (null: the problem), and what undo goes back to. */
export type Sketch = { kind: CauseTreeKind; nodes: CauseNode[]; chosen: string | null; past: CauseNode[][]; future: CauseNode[][] }

export const newNodeId = () => `n${crypto.randomUUID().slice(0, 8)}`

export const sketchOf = (kind: CauseTreeKind, nodes: CauseNode[]): Sketch => ({ kind, nodes, chosen: null, past: [], future: [] })

export const nodeOf = (nodes: readonly CauseNode[], id: string | null) => nodes.find((node) => node.id === id)

export function depthOf(nodes: readonly CauseNode[], id: string): number {
  let depth = 0
  for (let above = nodeOf(nodes, id)?.parentId ?? null; above !== null; above = nodeOf(nodes, above)?.parentId ?? null) depth++
  return depth
}

/** The node and all that hangs below it. */
export function branchOf(nodes: readonly CauseNode[], id: string): Set<string> {
  const branch = new Set([id])
  for (let size = 0; size !== branch.size; ) {
    size = branch.size
    for (const node of nodes) if (node.parentId !== null && branch.has(node.parentId)) branch.add(node.id)
  }
  return branch
}

const changed = (sketch: Sketch, nodes: CauseNode[], chosen = sketch.chosen): Sketch => ({
  ...sketch,
  nodes,
  chosen,
  past: [...sketch.past.slice(-49), sketch.nodes],
  future: [],
})

type Place = { parentId: string | null; bone?: Bone | null }

/** A new node below `parentId`, chosen so that it can be written at once. */
export function added(sketch: Sketch, { parentId, bone = null }: Place, id: string, text: string): Sketch {
  if (sketch.nodes.length >= mostNodes || (parentId !== null && depthOf(sketch.nodes, parentId) >= deepest - 1)) return sketch
  const own = sketch.kind === 'fishbone' && parentId === null ? (bone ?? 'people') : null
  const node: CauseNode = { id, parentId, bone: own, text, cause: null, state: 'open', evidence: '' }
  return changed(sketch, [...sketch.nodes, node], id)
}

/** Beside the chosen one; the problem has none beside it and gets one below. */
export function addedBeside(sketch: Sketch, id: string, text: string): Sketch {
  const node = nodeOf(sketch.nodes, sketch.chosen)
  return added(sketch, { parentId: node?.parentId ?? null, bone: node?.bone ?? null }, id, text)
}

export const rewritten = (sketch: Sketch, id: string, change: Partial<CauseNode>): Sketch =>
  changed(
    sketch,
    sketch.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
  )

/** Removes it with what hangs below; the one above is chosen then. */
export function removed(sketch: Sketch, id: string): Sketch {
  const branch = branchOf(sketch.nodes, id)
  return changed(
    sketch,
    sketch.nodes.filter((node) => !branch.has(node.id)),
    nodeOf(sketch.nodes, id)?.parentId ?? null,
  )
}

/** Hangs it elsewhere; never below itself, nor deeper than is allowed. */
export function moved(sketch: Sketch, id: string, { parentId, bone = null }: Place): Sketch {
  const branch = branchOf(sketch.nodes, id)
  if (parentId !== null && branch.has(parentId)) return sketch
  const height = Math.max(...[...branch].map((below) => depthOf(sketch.nodes, below))) - depthOf(sketch.nodes, id)
  if (parentId !== null && depthOf(sketch.nodes, parentId) + 1 + height >= deepest) return sketch
  const own = sketch.kind === 'fishbone' && parentId === null ? (bone ?? 'people') : null
  const rest = sketch.nodes.filter((node) => node.id !== id)
  const node = nodeOf(sketch.nodes, id)
  return node ? changed(sketch, [...rest, { ...node, parentId, bone: own }]) : sketch
}

export function undone(sketch: Sketch): Sketch {
  const before = sketch.past.at(-1)
  if (!before) return sketch
  return {
    ...sketch,
    nodes: before,
    past: sketch.past.slice(0, -1),
    future: [sketch.nodes, ...sketch.future],
    chosen: kept(before, sketch.chosen),
  }
}
export function redone(sketch: Sketch): Sketch {
  const [next, ...future] = sketch.future
  if (!next) return sketch
  return { ...sketch, nodes: next, past: [...sketch.past, sketch.nodes], future, chosen: kept(next, sketch.chosen) }
}
const kept = (nodes: readonly CauseNode[], chosen: string | null) => (nodeOf(nodes, chosen) ? chosen : null)

/** Order of reading: each after the one above it; of a fishbone bone by bone. */
export function inOrder({ kind, nodes }: Pick<Sketch, 'kind' | 'nodes'>): CauseNode[] {
  const walk = (parentId: string | null): CauseNode[] => childrenOf(nodes, parentId).flatMap((node) => [node, ...walk(node.id)])
  if (kind === 'fiveWhys') return walk(null)
  return bones.flatMap((bone) =>
    childrenOf(nodes, null)
      .filter((node) => node.bone === bone)
      .flatMap((node) => [node, ...walk(node.id)]),
  )
}

/** Where an arrow key leads from the chosen one: up and down in reading order, left above it, right below it. */
export function stepped(sketch: Sketch, key: string): string | null {
  const order: (string | null)[] = [null, ...inOrder(sketch).map(({ id }) => id)]
  const at = order.indexOf(sketch.chosen)
  if (key === 'ArrowDown') return order[Math.min(order.length - 1, at + 1)] ?? null
  if (key === 'ArrowUp') return order[Math.max(0, at - 1)] ?? null
  if (key === 'ArrowLeft') return nodeOf(sketch.nodes, sketch.chosen)?.parentId ?? null
  if (key === 'ArrowRight')
    return (
      inOrder({ kind: sketch.kind, nodes: childrenOf(sketch.nodes, sketch.chosen).map((node) => ({ ...node, parentId: null })) })[0]?.id ??
      sketch.chosen
    )
  if (key === 'Home') return null
  if (key === 'End') return order.at(-1) ?? null
  return sketch.chosen
}

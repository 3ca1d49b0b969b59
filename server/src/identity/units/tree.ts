type Tree = readonly { id: string; parentId: string | null }[]

/** For a unit: itself and everything above it, the nearest first; from nowhere nothing. */
export function pathsUp(tree: Tree): (unitId: string | null) => string[] {
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]))
  return (unitId) => {
    const path: string[] = []
    for (let at = unitId; at && !path.includes(at); at = parents.get(at) ?? null) path.push(at)
    return path
  }
}

/** Is `id` the unit `ancestorId` itself or anywhere below it? */
export const isBelow = (tree: Tree, id: string, ancestorId: string) => pathsUp(tree)(id).includes(ancestorId)

/** Is `id` the unit `ancestorId` itself or anywhere below it? */
export function isBelow(tree: readonly { id: string; parentId: string | null }[], id: string, ancestorId: string): boolean {
  const parents = new Map(tree.map((unit) => [unit.id, unit.parentId]))
  const passed = new Set<string>()
  for (let at: string | null | undefined = id; at && !passed.has(at); at = parents.get(at)) {
    if (at === ancestorId) return true
    passed.add(at)
  }
  return false
}

import type { Unit } from '@zhiwei/contract'

export type UnitNode = Unit & { children?: UnitNode[] }

/** The units as a tree in the order given; without `children` where nothing stands below. */
export function unitTreeOf(units: readonly Unit[]): UnitNode[] {
  const ids = new Set(units.map(({ id }) => id))
  const below = (parentId: string | null): UnitNode[] =>
    units
      .filter((unit) => (unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null) === parentId)
      .map((unit) => {
        const children = below(unit.id)
        return children.length > 0 ? { ...unit, children } : unit
      })
  return below(null)
}

/** The unit and everything below it: places it cannot be moved to. */
export function withBelow(units: readonly Unit[], id: string): Set<string> {
  const found = new Set([id])
  for (const known of found) for (const unit of units) if (unit.parentId === known) found.add(unit.id)
  return found
}

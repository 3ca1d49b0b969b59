import type { Unit } from '@zhiwei/contract'

type UnitOption = { value: string; title: string; children: UnitOption[] }

/** Units as a tree to choose from. */
export function unitTreeOf(units: readonly Unit[]): UnitOption[] {
  const ids = new Set(units.map(({ id }) => id))
  const below = (parentId: string | null): UnitOption[] =>
    units
      .filter((unit) => (unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null) === parentId)
      .map(({ id, name }) => ({ value: id, title: name, children: below(id) }))
  return below(null)
}

// 值班: who is called at a level at an instant, from the list alone. Pure: no database, no clock. Source: docs/rules/escalation.md

export type Shift = {
  unitId: string | null
  level: number
  userId: string
  weekday: number | null
  fromMinute: number
  toMinute: number
  validFrom: string | null
  validTo: string | null
}
/** Wall clock in the tenant's zone: `2026-11-02`, weekday 1 Monday … 7 Sunday, minutes after midnight. */
export type Wall = { date: string; weekday: number; minute: number }

const dayMs = 86_400_000

const dayBefore = ({ date, weekday }: Wall): Pick<Wall, 'date' | 'weekday'> => ({
  date: new Date(Date.parse(`${date}T00:00:00Z`) - dayMs).toISOString().slice(0, 10),
  weekday: weekday === 1 ? 7 : weekday - 1,
})

const isOnDay = (shift: Shift, { date, weekday }: Pick<Wall, 'date' | 'weekday'>) =>
  (shift.weekday === null || shift.weekday === weekday) &&
  (shift.validFrom === null || shift.validFrom <= date) &&
  (shift.validTo === null || date <= shift.validTo)

/** Is the shift on? One over midnight belongs to the day it begins; equal ends are the whole day round. */
export function isOn(shift: Shift, wall: Wall): boolean {
  const { fromMinute, toMinute } = shift
  if (fromMinute < toMinute) return isOnDay(shift, wall) && wall.minute >= fromMinute && wall.minute < toMinute
  return (isOnDay(shift, wall) && wall.minute >= fromMinute) || (isOnDay(shift, dayBefore(wall)) && wall.minute < toMinute)
}

/**
 * 叫谁: the people of the nearest unit up the tree with somebody on duty at the level; the list without a unit is for all.
 * @param path the unit and those above it, nearest first
 */
export function onDuty(shifts: readonly Shift[], path: readonly string[], level: number, wall: Wall): string[] {
  const on = shifts.filter((shift) => shift.level === level && isOn(shift, wall))
  for (const unitId of [...path, null]) {
    const people = on.filter((shift) => shift.unitId === unitId).map(({ userId }) => userId)
    if (people.length > 0) return [...new Set(people)]
  }
  return []
}

import { weekDays } from './shape.ts'

/**
 * What is known of each day before it is counted, as columns: level, trend, weekday, waves of the year, kinds of days. `centre` and `priorSd` say
 * what is believed of each effect before anything is seen, on the log scale, so that what was seen once does not count as known.
 */
export type CalendarColumns = {
  rows: Float64Array
  columns: number
  centre: Float64Array
  priorSd: Float64Array
  /** Column of each kind of day, and on how many of the counted days it stood. */
  kinds: { kind: string; column: number }[]
}

const yearDays = 365.25
const sunday = 6
const wednesday = 2
const prior = { level: 10, trend: 0.25, weekday: 0.6, waves: [0.4, 0.4, 0.3, 0.3], group: 0.5, kind: 0.35 }

/** 0 Monday … 6 Sunday */
export const weekdayOf = (startsOn: string, day: number) =>
  (((Math.floor(Date.parse(`${startsOn}T00:00:00Z`) / 86_400_000) + day + 3) % 7) + 7) % 7

export function calendarColumns(
  startsOn: string,
  days: number,
  dayClasses: readonly (string | null)[],
  knownEffects: Readonly<Record<string, number>>,
): CalendarColumns {
  const classes = Array.from({ length: days }, (_, day) => dayClasses[day] ?? null)
  const groupOf = (kind: string | null) => kind?.split(':')[0] ?? null
  const groups = [...new Set(classes.map(groupOf).filter((group) => group !== null))]
  // A kind alone in its group is told by the group.
  const inner = [...new Set(classes.filter((kind): kind is string => kind?.includes(':') ?? false))]
  // A year must have been seen almost once, or its waves are mistaken for trends.
  const hasYear = days >= 330
  const waves = hasYear ? prior.waves.length : 0
  const columns = 2 + (weekDays - 1) + waves + groups.length + inner.length
  const rows = new Float64Array(days * columns)
  const firstKind = 2 + (weekDays - 1) + waves
  for (let day = 0; day < days; day++) {
    const kind = classes[day] ?? null
    const group = groupOf(kind)
    const at = day * columns
    rows[at] = 1
    rows[at + 1] = day / yearDays
    // A holiday is first of all a Sunday, a make-up day a day in the middle of the week.
    const weekday = group === 'off' ? sunday : group === 'makeUp' ? wednesday : weekdayOf(startsOn, day)
    if (weekday > 0) rows[at + 1 + weekday] = 1
    for (let wave = 0; wave < waves; wave++) {
      const angle = (2 * Math.PI * ((wave >> 1) + 1) * day) / yearDays
      rows[at + 2 + (weekDays - 1) + wave] = wave % 2 === 0 ? Math.cos(angle) : Math.sin(angle)
    }
    if (group !== null) rows[at + firstKind + groups.indexOf(group)] = 1
    if (kind?.includes(':')) rows[at + firstKind + groups.length + inner.indexOf(kind)] = 1
  }
  const names = [...groups, ...inner]
  const centre = new Float64Array(columns)
  names.forEach((name, at) => {
    centre[firstKind + at] = Math.log(knownEffects[name] ?? 1)
  })
  const priorSd = Float64Array.from([
    prior.level,
    prior.trend,
    ...Array.from({ length: weekDays - 1 }, () => prior.weekday),
    ...prior.waves.slice(0, waves),
    ...groups.map(() => prior.group),
    ...inner.map(() => prior.kind),
  ])
  return { rows, columns, centre, priorSd, kinds: names.map((kind, at) => ({ kind, column: firstKind + at })) }
}

/** Wall-clock days in a time zone (IANA name); daylight saving included. */

const hourMs = 3_600_000

type LocalDate = { year: number; month: number; day: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(instant: Date, zone: string) {
  let format = formats.get(zone)
  if (!format) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...numeric })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  return parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
}

/** The calendar date there is in the zone at that instant; month 1–12. */
export function localDateOf(instant: Date, zone: string): LocalDate {
  const { year, month, day } = partsIn(instant, zone)
  return { year, month, day }
}

/** The instant a day begins in the zone; `day` may run over the month's end. */
export function startOfDay({ year, month, day }: LocalDate, zone: string): Date {
  const wall = Date.UTC(year, month - 1, day)
  // The offset at the guess may be the other side of a clock change: asked twice.
  let instant = wall
  for (let tries = 0; tries < 2; tries++) instant = wall - offsetMs(new Date(instant), zone)
  // A day that begins with a skipped hour begins when the hour is over.
  return localDateOf(new Date(instant), zone).day === new Date(wall).getUTCDate() ? new Date(instant) : new Date(instant + hourMs)
}

/** A day of the zone: from its first instant to before the next day's. */
export function dayIn(zone: string, { year, month, day }: LocalDate): { start: Date; end: Date } {
  return { start: startOfDay({ year, month, day }, zone), end: startOfDay({ year, month, day: day + 1 }, zone) }
}

/** How far the zone's wall clock is ahead of UTC at that instant. */
export function offsetMs(instant: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = partsIn(instant, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant.getTime() / 1000) * 1000
}

/** The hour (0–23) it is in the zone at that instant. */
export const hourIn = (instant: Date, zone: string): number => partsIn(instant, zone).hour

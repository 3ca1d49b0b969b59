/** What a clock on the wall shows in the zone: `2026-11-21T14:05`. */
export function wallOf(instant: string | Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
  return parts.replace(' ', 'T')
}

/** The instant (UTC) at which a clock on the wall in the zone shows `2026-11-21T14:05`. */
export function instantOfWall(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`)
  const offsetAt = (time: number) => Date.parse(`${wallOf(new Date(time), zone)}Z`) - time
  // The offset at the first guess may be that of the other side of a change of clocks: the second look settles it.
  const guess = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(guess)).toISOString()
}

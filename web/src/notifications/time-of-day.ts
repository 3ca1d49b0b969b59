/** `22:00` of minutes after midnight, and back; null for nothing typed. */
export const timeOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function minuteOf(time: string | undefined): number | null {
  const [hour, minute] = (time ?? '').trim().split(':').map(Number)
  return time?.trim() && hour !== undefined && minute !== undefined ? (hour * 60 + minute) % 1_440 : null
}

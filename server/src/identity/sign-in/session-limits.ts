const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** A session ends after this long without a request (ASVS 5.0 §7.3.1: decided by risk; one shift with a break). */
export const idleHours = 12
/** A session ends this long after the sign-in, used or not (ASVS 5.0 §7.3.2). */
export const absoluteDays = 30
/** "Last seen" is written at most this often. */
export const seenEveryMinutes = 5
/** "Last used" of an API token is written at most this often. */
export const usedEveryMinutes = 1

/** When a session ends that is used now and not again. */
export const sessionEndOf = (startedAt: Date, seenAt: Date) =>
  new Date(Math.min(seenAt.getTime() + idleHours * hourMs, startedAt.getTime() + absoluteDays * 24 * hourMs))

export const isMinutesAgo = (at: Date | null, minutes: number, now: Date) =>
  at === null || now.getTime() - at.getTime() >= minutes * minuteMs

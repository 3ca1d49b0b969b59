/** So many wrong tries in a row lock an account (OWASP ASVS 5.0 §6.3.1 asks for a documented limit). Source: docs/rules/passwords.md */
export const triesBeforeLock = 5
const firstLockMinutes = 15
const longestLockMinutes = 240

/** 锁定: minutes an account is locked after its n-th wrong try in a row; each further lock lasts twice as long, up to four hours. */
export function lockMinutesAfter(wrongTries: number): number {
  if (wrongTries === 0 || wrongTries % triesBeforeLock !== 0) return 0
  return Math.min(firstLockMinutes * 2 ** (wrongTries / triesBeforeLock - 1), longestLockMinutes)
}

/** Until when, if at all. */
export function lockedUntilAfter(wrongTries: number, now: Date): Date | null {
  const minutes = lockMinutesAfter(wrongTries)
  return minutes ? new Date(now.getTime() + minutes * 60_000) : null
}

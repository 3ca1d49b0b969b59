import { AppError } from '../../platform/errors.ts'

// A hash takes 19 MiB and some 20 ms of a core: two at once leave room for everybody who is signed in already.
const slots = 2
// At some 100 hashes a second the last in the queue waits a second.
const maxWaiting = 100

let busy = 0
const waiting: (() => void)[] = []

/**
 * Runs work that hashes, two at once in this process; the others wait their turn.
 * @throws RATE_LIMITED when too many wait already
 */
export async function inHashSlot<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= slots) {
    if (waiting.length >= maxWaiting) throw new AppError('RATE_LIMITED', '登录的人太多，请稍后再试', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else busy += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}

import { randomFillSync } from 'node:crypto'

// Asking the system for each handful of bytes costs more than all that is done with them.
const pool = Buffer.allocUnsafe(16_384)
let used = pool.length

/** Random bytes fit for nonces and salts, taken from a pool that is filled anew when it is used up; none is handed out twice. */
export function randomBytesOf(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  used += count
  return bytes
}

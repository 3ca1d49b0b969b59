import { addressBlock } from '../../platform/address-block.ts'
import { AppError } from '../../platform/errors.ts'
import { lockedUntilAfter } from './lock-out.ts'

// Kept in memory of this process: what strangers type must not fill the database.
const maxEntries = 20_000
const addressTriesAMinute = 20
const windowMs = 60_000

type NameTries = { wrong: number; lockedUntil: Date | null }
const names = new Map<string, NameTries>()
const addresses = new Map<string, { wrong: number; since: number }>()

function keep<Value>(map: Map<string, Value>, key: string, value: Value) {
  const oldest = !map.has(key) && map.size >= maxEntries ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}

/** @throws LOCKED_OUT while the lock lasts */
export function refuseLocked(lockedUntil: Date | null | undefined, now: Date) {
  if (!lockedUntil || lockedUntil <= now) return
  const retryAfterSeconds = Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000)
  throw new AppError('LOCKED_OUT', `请在 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试，或请管理员解锁`, { retryAfterSeconds })
}

/** A name nobody has is locked like an account, so that the lock does not tell which names exist. */
export const refuseLockedName = (key: string, now: Date) => refuseLocked(names.get(key)?.lockedUntil, now)

export function countWrongName(key: string, now: Date) {
  const wrong = (names.get(key)?.wrong ?? 0) + 1
  keep(names, key, { wrong, lockedUntil: lockedUntilAfter(wrong, now) })
}

/**
 * Wrong tries of one address, whatever the names; right ones count nothing, for a whole office may share an address.
 * @throws RATE_LIMITED
 */
export function refuseBusyAddress(address: string, now: Date) {
  const tries = addresses.get(addressBlock(address))
  if (!tries || tries.wrong < addressTriesAMinute) return
  const leftMs = tries.since + windowMs - now.getTime()
  if (leftMs > 0) throw new AppError('RATE_LIMITED', '请稍后再试', { retryAfterSeconds: Math.ceil(leftMs / 1000) })
}

export function countWrongAddress(address: string, now: Date) {
  const block = addressBlock(address)
  const tries = addresses.get(block)
  const isOver = !tries || now.getTime() - tries.since >= windowMs
  keep(addresses, block, isOver ? { wrong: 1, since: now.getTime() } : { wrong: tries.wrong + 1, since: tries.since })
}

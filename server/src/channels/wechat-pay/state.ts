import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { keepState, stateOf } from '../accounts/accounts.ts'
import type { PayAccount } from './door.ts'

/** What must not be forgotten: complaints that a notice named, when the list was last asked for, and how each of it stood. */
export type PayState = { wanted: Record<string, number>; listedAt: number; seen: Record<string, string> }
const nothing: PayState = { wanted: {}, listedAt: 0, seen: {} }

export const payState = async (tx: Tx, keys: Keys, account: PayAccount, how: { lock?: boolean } = {}): Promise<PayState> => ({
  ...nothing,
  ...(await stateOf<PayState>(tx, keys, account, how)),
})

/** Changes it under its lock, in the transaction of what it tells of. */
export async function changePayState(tx: Tx, keys: Keys, account: PayAccount, change: (state: PayState) => PayState) {
  await keepState(tx, keys, account, change(await payState(tx, keys, account, { lock: true })))
}

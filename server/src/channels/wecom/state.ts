import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { keepState, stateOf } from '../accounts/accounts.ts'
import type { LostMessages } from '../lost-messages.ts'
import type { WecomAccount } from './door.ts'

/** What must not be forgotten, by 客服账号: how far it was read, and which callback is still to be followed. */
export type KfState = {
  cursors: Record<string, string>
  wanted: Record<string, { token: string; at: number }>
  askedAt: number
  /** What could not be taken: how many, and of the last one when and why. */
  lost?: LostMessages
}

const nothing: KfState = { cursors: {}, wanted: {}, askedAt: 0 }

export const kfState = async (tx: Tx, keys: Keys, account: WecomAccount, how: { lock?: boolean } = {}): Promise<KfState> => ({
  ...nothing,
  ...(await stateOf<KfState>(tx, keys, account, how)),
})

/** Changes it under its lock, in the transaction of what it tells of. */
export async function changeKfState(tx: Tx, keys: Keys, account: WecomAccount, change: (state: KfState) => KfState) {
  await keepState(tx, keys, account, change(await kfState(tx, keys, account, { lock: true })))
}

import type { Door } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Account } from '../doors.ts'
import type { ChannelAccountTable } from '../tables.ts'

type Row = Selectable<ChannelAccountTable>
type Settings = Record<string, unknown>

const accountOf = <S>(keys: Keys, { tenant_id, id, door, name, settings_cipher }: Row): Account<S> => ({
  tenantId: tenant_id,
  id,
  door,
  name,
  settings: JSON.parse(keys.decrypt(settings_cipher)) as S,
})

/** The open accounts of a door, oldest first, with their secrets. */
export async function accountsOf<S = Settings>(tx: Tx, keys: Keys, tenantId: string, door: Door): Promise<Account<S>[]> {
  const rows = await tx
    .selectFrom('channel_account')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('door', '=', door)
    .where('is_open', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => accountOf<S>(keys, row))
}

/** An open account, whatever its door. */
export async function openAccount(tx: Tx, keys: Keys, tenantId: string, id: string): Promise<Account<Settings> | undefined> {
  const row = await tx
    .selectFrom('channel_account')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('is_open', '=', true)
    .executeTakeFirst()
  return row && accountOf<Settings>(keys, row)
}

/** An account, open or closed; undefined when there is none of that door. */
export async function findAccount<S = Settings>(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  door: Door,
  id: string,
): Promise<(Account<S> & { isOpen: boolean }) | undefined> {
  const row = await tx
    .selectFrom('channel_account')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('door', '=', door)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...accountOf<S>(keys, row), isOpen: row.is_open }
}

type Named = Pick<Account<unknown>, 'tenantId' | 'id'>

/** What the door must not forget (a cursor, a token with its end); null when it has kept nothing. `lock` holds the row until the transaction ends. */
export async function stateOf<State>(tx: Tx, keys: Keys, { tenantId, id }: Named, { lock = false } = {}): Promise<State | null> {
  const row = await tx
    .selectFrom('channel_account')
    .select('state_cipher')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row?.state_cipher ? (JSON.parse(keys.decrypt(row.state_cipher)) as State) : null
}

/** Keeps it, in the transaction of what it tells of. */
export const keepState = (tx: Tx, keys: Keys, { tenantId, id }: Named, state: unknown) =>
  tx
    .updateTable('channel_account')
    .set({ state_cipher: keys.encrypt(JSON.stringify(state)) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()

const longestError = 300

/** How the last call went, for the page of accounts: a time, or the words of the failure. */
export const noteCall = ({ database, clock }: Pick<Deps, 'database' | 'clock'>, { tenantId, id }: Named, error: unknown = null) =>
  database
    .tenant(tenantId)
    .updateTable('channel_account')
    .set(
      error === null
        ? { last_ok_at: clock(), last_error: null }
        : { last_error: (error instanceof Error ? error.message : String(error)).slice(0, longestError) },
    )
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()

import type { ChannelAccount, ChannelAccountChange, ChannelAccountInput, ChannelCheck, Door } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { type Account, doorOf } from '../doors.ts'
import type { LostMessages } from '../lost-messages.ts'
import type { ChannelAccountTable } from '../tables.ts'
import { noteCall } from './accounts.ts'

type Settings = Record<string, unknown>
type Row = Selectable<ChannelAccountTable>

const settingsIn = (keys: Keys, row: Row): Settings => JSON.parse(keys.decrypt(row.settings_cipher)) as Settings
const isSet = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Doors that fetch keep it with their cursor. */
const lostOf = (keys: Keys, { state_cipher }: Row): LostMessages | null =>
  state_cipher ? ((JSON.parse(keys.decrypt(state_cipher)) as { lost?: LostMessages }).lost ?? null) : null

/** As people see it: without the secrets. */
function shown(keys: Keys, row: Row): ChannelAccount {
  const secrets = doorOf(row.door)?.secrets ?? []
  const settings = settingsIn(keys, row)
  return {
    id: row.id,
    door: row.door,
    name: row.name,
    settings: Object.fromEntries(Object.entries(settings).filter(([name]) => !secrets.includes(name))),
    secrets: secrets.filter((name) => isSet(settings[name])),
    isOpen: row.is_open,
    lastOkAt: row.last_ok_at?.toISOString() ?? null,
    lastError: row.last_error,
    lost: lostOf(keys, row),
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

export async function listAccounts(tx: Tx, keys: Keys, tenantId: string): Promise<ChannelAccount[]> {
  const rows = await tx.selectFrom('channel_account').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute()
  return rows.map((row) => shown(keys, row))
}

/** 新增渠道账号: open from the start. @throws INPUT_INVALID */
export async function addAccount(act: Act, input: z.infer<typeof ChannelAccountInput>): Promise<ChannelAccount> {
  const { tx, actor, keys, now } = act
  const row = await tx
    .insertInto('channel_account')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      door: input.door,
      name: input.name,
      settings_cipher: keys.encrypt(JSON.stringify(checkedSettings(input.door, input.settings))),
      is_open: true,
      state_cipher: null,
      last_ok_at: null,
      last_error: null,
      created_by: actor.userId,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const facts = { door: row.door }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'channelAccount.added',
    actorId: actor.userId,
    subjectId: row.id,
    facts,
    at: now,
  })
  return shown(keys, row)
}

/** Fields that name where the secrets are sent; the address of a mailbox is none. */
const isPlace = (name: string, value: unknown) =>
  name === 'base' || /(Host|Port|Security)$/.test(name) || (name === 'address' && /^https?:/i.test(String(value)))

/** Secrets that were given for one place are not sent to another. @throws INPUT_INVALID at each secret to be given again */
function requireSamePlace(door: Door, kept: Settings, settings: Settings, stay: Settings) {
  const before: Settings = doorOf(door)?.settings.safeParse(kept).data ?? kept
  const moved = Object.entries(settings).some(([name, value]) => isPlace(name, value) && value !== before[name])
  if (!moved || Object.keys(stay).length === 0) return
  const detail = '连接的地址变了，请重新填写'
  throw new AppError('INPUT_INVALID', detail, { errors: Object.keys(stay).map((name) => ({ pointer: `#/settings/${name}`, detail })) })
}

/** 修改、停用、启用: secrets left out stay, as long as they go to the same place; what the other side said last is forgotten with other settings. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeAccount(act: Act, id: string, change: z.infer<typeof ChannelAccountChange>): Promise<ChannelAccount> {
  const { tx, actor, keys, now } = act
  const before = await rowOf(tx, actor.tenantId, id)
  if (before.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${before.version} 版，请刷新后再改`)
  const kept = settingsIn(keys, before)
  const secrets = doorOf(before.door)?.secrets ?? []
  const stay = Object.fromEntries(
    secrets.filter((name) => !isSet(change.settings[name]) && isSet(kept[name])).map((name) => [name, kept[name]]),
  )
  const settings = checkedSettings(before.door, { ...change.settings, ...stay })
  requireSamePlace(before.door, kept, settings, stay)
  const row = await tx
    .updateTable('channel_account')
    .set({
      name: change.name,
      settings_cipher: keys.encrypt(JSON.stringify(settings)),
      is_open: change.isOpen,
      last_error: null,
      version: change.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const facts = { door: row.door, isOpen: row.is_open }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'channelAccount.changed',
    actorId: actor.userId,
    subjectId: id,
    facts,
    at: now,
  })
  return shown(keys, row)
}

/** 试连: asks the other side now. A failure is an answer, not an error of ours. @throws NOT_FOUND */
export async function checkAccount(deps: Deps, tenantId: string, id: string): Promise<ChannelCheck> {
  const row = await rowOf(deps.database.tenant(tenantId), tenantId, id)
  const door = doorOf(row.door)
  if (!door) throw new AppError('NOT_FOUND', '没有这个渠道')
  const account: Account<Settings> = { tenantId, id, door: row.door, name: row.name, settings: settingsIn(deps.keys, row) }
  try {
    const said = await door.check(deps, account)
    await noteCall(deps, account)
    return { ok: true, said }
  } catch (error) {
    await noteCall(deps, account, error)
    return { ok: false, said: (error instanceof Error ? error.message : String(error)).slice(0, 300) }
  }
}

async function rowOf(tx: Pick<Tx, 'selectFrom'>, tenantId: string, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('channel_account')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个渠道账号')
  return row
}

function checkedSettings(door: Door, given: Settings): Settings {
  const found = doorOf(door)
  if (!found) throw invalidInput('#/door', '这个渠道不需要账号')
  const parsed = found.settings.safeParse(given)
  if (parsed.success) return parsed.data
  throw new AppError('INPUT_INVALID', undefined, {
    errors: parsed.error.issues.slice(0, 10).map(({ path, message }) => ({ pointer: `#/settings/${path.join('/')}`, detail: message })),
  })
}

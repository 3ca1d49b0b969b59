import type { CallSettings, CallSettingsInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { CallSources } from './sources.ts'
import type { PhoneCall } from './tables.ts'

/** What a voice menu says for a complaint where nobody has set anything. */
const shippedChoices = ['complaint', '投诉']

export async function userOfExtension(tx: Tx, tenantId: string, extension: string): Promise<string | null> {
  const row = await tx
    .selectFrom('call_extension')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('extension', '=', extension)
    .executeTakeFirst()
  return row?.user_id ?? null
}

export const extensionOf = async (tx: Tx, tenantId: string, userId: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('call_extension')
      .select('extension')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
  )?.extension ?? null

/** Open pages of these people look again. Rows in the order of their key, for two calls may ring for the same group. */
export async function tellExtensions(tx: Tx, tenantId: string, extensions: readonly string[]) {
  if (extensions.length === 0) return
  await sql`
    update call_extension e set changed = e.changed + 1 from (
      select extension from call_extension where tenant_id = ${tenantId} and extension = any(${[...new Set(extensions)]}::text[])
      order by extension for update) as told
    where e.tenant_id = ${tenantId} and e.extension = told.extension`.execute(tx)
}

/** How much each person was told: what an open page holds against what it knows. */
export async function newsOfCalls(tx: Tx, tenantId: string): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('call_extension').select(['user_id', 'changed']).where('tenant_id', '=', tenantId).execute()
  return new Map(rows.map((row) => [row.user_id, row.changed]))
}

async function settingsOf(tx: Tx, tenantId: string) {
  const row = await tx.selectFrom('call_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  return {
    complaintChoices: row?.complaint_choices ?? shippedChoices,
    complaintGroupId: row?.complaint_group_id ?? null,
    version: row?.version ?? 0,
  }
}

export async function isComplaintChoice(tx: Tx, tenantId: string, choice: string | undefined): Promise<boolean> {
  if (choice === undefined) return false
  const { complaintChoices } = await settingsOf(tx, tenantId)
  return complaintChoices.some((one) => one.toLowerCase() === choice.toLowerCase())
}

export async function complaintGroupOf(tx: Tx, tenantId: string, sources: Pick<CallSources, 'skillGroups'>) {
  const { complaintGroupId } = await settingsOf(tx, tenantId)
  if (complaintGroupId === null) return null
  return (await sources.skillGroups(tx, tenantId)).find(({ id }) => id === complaintGroupId) ?? null
}

/**
 * 投诉直达: a call that chose a complaint and that nobody's telephone rings for yet goes to the telephones of the complaint group, past every
 * other queue. Source: GB/T 47746 (docs/rules/calls.md)
 */
export async function complaintRing(
  tx: Tx,
  tenantId: string,
  call: Pick<PhoneCall, 'is_complaint' | 'state' | 'extension'>,
  sources: Pick<CallSources, 'skillGroups'>,
): Promise<string[]> {
  if (!call.is_complaint || call.state !== 'ringing' || call.extension !== null) return []
  const group = await complaintGroupOf(tx, tenantId, sources)
  if (!group) return []
  const rows = await tx
    .selectFrom('call_extension')
    .select('extension')
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', [...group.memberIds])
    .orderBy('extension')
    .execute()
  return rows.map(({ extension }) => extension)
}

export async function callSettings(tx: Tx, tenantId: string, sources: Pick<CallSources, 'skillGroups'>): Promise<CallSettings> {
  const extensions = await tx
    .selectFrom('call_extension as e')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'e.tenant_id').onRef('u.id', '=', 'e.user_id'))
    .select(['e.extension', 'u.id', 'u.name'])
    .where('e.tenant_id', '=', tenantId)
    .orderBy('e.extension')
    .execute()
  return {
    ...(await settingsOf(tx, tenantId)),
    extensions: extensions.map(({ extension, id, name }) => ({ extension, user: { id, name } })),
    groups: (await sources.skillGroups(tx, tenantId)).map(({ id, name }) => ({ id, name })),
  }
}

/** 来电设置. @throws VERSION_CONFLICT, INPUT_INVALID for a group that is not there */
export async function setCallSettings(
  { tx, actor, now }: Act,
  input: z.infer<typeof CallSettingsInput>,
  sources: Pick<CallSources, 'skillGroups'>,
) {
  const { tenantId } = actor
  const { complaintChoices, complaintGroupId, version } = input
  if (complaintGroupId && !(await sources.skillGroups(tx, tenantId)).some(({ id }) => id === complaintGroupId))
    throw invalidInput('#/complaintGroupId', '没有这个技能组，或组里还没有人')
  const values = { complaint_choices: complaintChoices, complaint_group_id: complaintGroupId, version: version + 1 }
  const set = await tx
    .insertInto('call_setting')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values).where('call_setting.version', '=', version))
    .executeTakeFirst()
  if (!set.numInsertedOrUpdatedRows) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'callSettings.changed', actorId: actor.userId, facts: { complaintGroupId }, at: now })
}

/** 绑定分机: one telephone a person, one person a telephone; the last word counts. @throws INPUT_INVALID for people who are not there */
export async function setExtension({ tx, actor, now }: Act, extension: string, userId: string | null) {
  const { tenantId } = actor
  if (userId)
    await activePerson(tx, tenantId, userId).catch(() => {
      throw invalidInput('#/userId', '没有这个人员，或已停用')
    })
  await tx
    .deleteFrom('call_extension')
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('extension', '=', extension), ...(userId ? [eb('user_id', '=', userId)] : [])]))
    .execute()
  if (userId) await tx.insertInto('call_extension').values({ tenant_id: tenantId, extension, user_id: userId }).execute()
  await recordAudit(tx, {
    tenantId,
    kind: 'callExtension.set',
    actorId: actor.userId,
    facts: { extension, ...(userId && { userId }) },
    at: now,
  })
}

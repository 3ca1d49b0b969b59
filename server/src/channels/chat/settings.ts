import type { ChatSettings, ChatSettingsShown } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activeUnit } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { shippedSettings } from './shipped.ts'
import type { ChatSources } from './sources.ts'
import './tables.ts'

const rowOf = (tx: Tx, tenantId: string) => tx.selectFrom('chat_setting').selectAll().where('tenant_id', '=', tenantId)

/** 在线客服设置 as they are now; a field that a later version of the program brought is as shipped. */
export async function settingsOf(tx: Tx, tenantId: string): Promise<ChatSettings> {
  const row = await rowOf(tx, tenantId).executeTakeFirst()
  return { ...shippedSettings, ...row?.definition }
}

/** What a company puts into its pages. */
export const scriptOf = ({ config }: Pick<Deps, 'config'>, tenantCode: string) =>
  `<script src="${config.publicUrl ?? `http://${config.host}:${config.port}`}/chat/widget.js" data-tenant="${tenantCode}" async></script>`

export async function showSettings(tx: Tx, tenantId: string, deps: Pick<Deps, 'config'>, sources: ChatSources): Promise<ChatSettingsShown> {
  const row = await rowOf(tx, tenantId).executeTakeFirst()
  const { code } = await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const groups = await sources.groupsOf(tx, tenantId)
  return {
    definition: { ...shippedSettings, ...row?.definition },
    version: row?.version ?? 0,
    script: scriptOf(deps, code),
    groups: groups.map(({ id, name }) => ({ id, name })),
  }
}

/**
 * 设在线客服.
 * @throws VERSION_CONFLICT, INPUT_INVALID for a unit or group that is not there
 * Source: docs/rules/chat.md
 */
export async function setSettings(act: Act, input: { definition: ChatSettings; version: number }, sources: ChatSources): Promise<void> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const { definition } = input
  if (definition.unitId !== null && !(await activeUnit(tx, tenantId, definition.unitId).catch(() => undefined)))
    throw invalidInput('#/definition/unitId', '没有这个部门')
  const { complaintGroupId: wanted } = definition
  if (wanted !== null && !(await sources.groupsOf(tx, tenantId)).some(({ id }) => id === wanted))
    throw invalidInput('#/definition/complaintGroupId', '没有这个技能组，或组里没有人')
  const row = await rowOf(tx, tenantId).forUpdate().executeTakeFirst()
  if ((row?.version ?? 0) !== input.version) throw new AppError('VERSION_CONFLICT', '别人刚改过设置，请刷新后再改')
  const set = { definition: JSON.stringify(definition), at: now, by_id: actor.userId }
  const written = await tx
    .insertInto('chat_setting')
    .values({ tenant_id: tenantId, ...set })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ ...set, version: input.version + 1 }))
    .executeTakeFirst()
  if (!written.numInsertedOrUpdatedRows) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  const facts = { sites: definition.sites.length, isOpen: definition.isOpen }
  await recordAudit(tx, { tenantId, kind: 'chatSettings.set', actorId: actor.userId, facts, at: now })
}

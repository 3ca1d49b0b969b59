import type { SkillGroup, SkillGroupChange, SkillGroupInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { SkillGroupFacts } from './choose.ts'
import './tables.ts'

/** 技能组 with their people, by name. */
export async function listSkillGroups(tx: Tx, tenantId: string): Promise<SkillGroup[]> {
  const groups = await tx.selectFrom('skill_group').selectAll().where('tenant_id', '=', tenantId).orderBy('name').orderBy('id').execute()
  const members = await tx
    .selectFrom('skill_group_member as m')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.user_id'))
    .select(['m.group_id', 'u.id', 'u.name'])
    .where('m.tenant_id', '=', tenantId)
    .where('u.active', '=', true)
    .orderBy(sql`u.name collate "zh-x-icu"`)
    .orderBy('u.id')
    .execute()
  const byGroup = Map.groupBy(members, ({ group_id }) => group_id)
  return groups.map(({ tenant_id: _tenant, ...group }) => {
    return { ...group, members: (byGroup.get(group.id) ?? []).map(({ id, name }) => ({ id, name })) }
  })
}

/** Groups in use, as the choice of people takes them; one with nobody in it asks nothing of anybody. */
export async function groupsInUse(tx: Tx, tenantId: string): Promise<SkillGroupFacts[]> {
  return (await listSkillGroups(tx, tenantId))
    .filter(({ active, members }) => active && members.length > 0)
    .map(({ members, ...group }) => ({ ...group, memberIds: new Set(members.map(({ id }) => id)) }))
}

/** @throws ALREADY_EXISTS for a name that is taken, INPUT_INVALID for people who are not there */
export async function addSkillGroup(act: Act, input: z.infer<typeof SkillGroupInput>): Promise<SkillGroup> {
  const { tx, actor, now } = act
  const { memberIds, ...row } = input
  const id = newId()
  const added = await tx
    .insertInto('skill_group')
    .values({ tenant_id: actor.tenantId, id, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw nameTaken()
  await setMembers(act, id, memberIds)
  const facts = { ...row, name: undefined, members: memberIds.length }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'skillGroup.created', actorId: actor.userId, subjectId: id, facts, at: now })
  return one(act, id)
}

/** @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_EXISTS, INPUT_INVALID */
export async function changeSkillGroup(act: Act, id: string, change: z.infer<typeof SkillGroupChange>): Promise<SkillGroup> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const group = await tx
    .selectFrom('skill_group')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!group) throw new AppError('NOT_FOUND', '没有这个技能组')
  if (group.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${group.version} 版，请刷新后再改`)
  const { memberIds, version: _version, ...fields } = change
  const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const other = change.name && change.name !== group.name ? await named(tx, tenantId, change.name) : undefined
  if (other) throw nameTaken()
  await tx
    .updateTable('skill_group')
    .set({ ...set, version: group.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  if (memberIds) await setMembers(act, id, memberIds)
  const facts = { fields: [...Object.keys(set), ...(memberIds ? ['members'] : [])] }
  await recordAudit(tx, { tenantId, kind: 'skillGroup.changed', actorId: actor.userId, subjectId: id, facts, at: now })
  return one(act, id)
}

const nameTaken = () =>
  new AppError('ALREADY_EXISTS', '已有同名的技能组，请换一个名称', { errors: [{ pointer: '#/name', detail: '已有同名的技能组' }] })
const named = (tx: Tx, tenantId: string, name: string) =>
  tx.selectFrom('skill_group').select('id').where('tenant_id', '=', tenantId).where('name', '=', name).executeTakeFirst()

async function setMembers({ tx, actor: { tenantId } }: Act, groupId: string, userIds: string[]) {
  const wanted = [...new Set(userIds)]
  const known = wanted.length
    ? await tx
        .selectFrom('user_account')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('active', '=', true)
        .where('id', 'in', wanted)
        .execute()
    : []
  if (known.length !== wanted.length) throw invalidInput('#/memberIds', '其中有人已不在职，请重新选择')
  await tx.deleteFrom('skill_group_member').where('tenant_id', '=', tenantId).where('group_id', '=', groupId).execute()
  const rows = wanted.map((userId) => ({ tenant_id: tenantId, group_id: groupId, user_id: userId }))
  if (rows.length) await tx.insertInto('skill_group_member').values(rows).execute()
}

async function one({ tx, actor }: Act, id: string): Promise<SkillGroup> {
  return (await listSkillGroups(tx, actor.tenantId)).find((group) => group.id === id) as SkillGroup
}

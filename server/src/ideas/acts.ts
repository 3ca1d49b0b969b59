import type { IdeaState, NoticeKind } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import { type Act, seesAll } from '../cases/index.ts'
import { requireColleague } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { isEnd, statesAfter } from './rules.ts'
import type { CancelCare } from './tell.ts'
import { lockIdea, mayManage } from './visible.ts'

/** Of the notices module, which this one may not import. */
export type TellIdeas = (
  tx: Tx,
  tenantId: string,
  notices: { userId: string; key: string; kind: NoticeKind; at: Date; facts: Record<string, unknown> }[],
  now: Date,
) => Promise<void>

type Idea = Awaited<ReturnType<typeof lockIdea>>

async function change({ tx, actor }: Act, idea: Idea, changes: { state?: IdeaState; owner_id?: string; ended_at?: Date | null }) {
  await tx
    .updateTable('idea')
    .set({ ...changes, version: idea.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', idea.id)
    .execute()
}

/**
 * 推进建议: to the next state, by who manages ideas or owns this one. Where it ends it says why: that is what customers are told.
 * @throws NOT_FOUND, VERSION_CONFLICT, NOT_PERMITTED, INPUT_INVALID
 * Source: docs/rules/ideas.md
 */
export async function stepIdea(
  act: Act,
  id: string,
  input: { state: IdeaState; reason?: string | undefined; version: number },
  cancelCare: CancelCare,
) {
  const { tx, actor, now } = act
  const idea = await lockIdea(tx, actor, id, input.version)
  if (!mayManage(actor) && idea.owner_id !== actor.userId) throw new AppError('NOT_PERMITTED', '由负责人或管理建议的人推进')
  if (!statesAfter(idea.state).includes(input.state)) throw invalidInput('#/state', '不能从现在的状态直接到那里')
  if (isEnd(input.state) && !input.reason) throw invalidInput('#/reason', '请写明结果和理由：客户会问')
  await change(act, idea, { state: input.state, ended_at: isEnd(input.state) ? now : null })
  if (isEnd(idea.state)) await forgetTellings(act, id, cancelCare)
  const reason = input.reason ? maskPersonalData(input.reason).masked : null
  await tx
    .insertInto('idea_step')
    .values({ tenant_id: actor.tenantId, id: newId(), idea_id: id, at: now, by_id: actor.userId, state: input.state, reason })
    .execute()
  return { id }
}

/** Looked at anew: what customers were told, or were to be told by a call, no longer holds. */
async function forgetTellings(act: Act, ideaId: string, cancelCare: CancelCare) {
  const { tx, actor } = act
  const told = await tx
    .deleteFrom('idea_telling')
    .where('tenant_id', '=', actor.tenantId)
    .where('idea_id', '=', ideaId)
    .returning('care_task_id')
    .execute()
  await cancelCare(
    act,
    told.flatMap(({ care_task_id }) => care_task_id ?? []),
    '建议重新研究，原来的结果不再告知',
  )
}

/** 指定负责人; they are told. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID for people of a partner firm */
export async function ownIdea(act: Act, id: string, { ownerId, version }: { ownerId: string; version: number }, tell: TellIdeas) {
  const { tx, actor, now } = act
  const idea = await lockIdea(tx, actor, id, version)
  await requireColleague(tx, actor.tenantId, ownerId, '#/ownerId')
  await change(act, idea, { owner_id: ownerId })
  const facts = { ideaId: id, title: idea.title }
  if (ownerId !== actor.userId)
    await tell(tx, actor.tenantId, [{ userId: ownerId, key: `idea ${id} ${version}`, kind: 'ideaGiven', at: now, facts }], now)
  return { id }
}

/** 投票: one a person, given or taken back; safe to repeat. @throws NOT_FOUND, NOT_PERMITTED for a machine */
export async function voteIdea({ tx, actor, now }: Act, id: string, isFor: boolean) {
  const { tenantId, userId, tokenId } = actor
  if (userId === null || tokenId !== null) throw new AppError('NOT_PERMITTED', '投票由人来做')
  await lockIdea(tx, actor, id)
  const vote = { tenant_id: tenantId, idea_id: id, user_id: userId, at: now }
  if (isFor)
    await tx
      .insertInto('idea_vote')
      .values(vote)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'idea_id', 'user_id']).doNothing())
      .execute()
  else await tx.deleteFrom('idea_vote').where('tenant_id', '=', tenantId).where('idea_id', '=', id).where('user_id', '=', userId).execute()
  await countVotes(tx, tenantId, id)
  return { id }
}

const countVotes = (tx: Tx, tenantId: string, id: string) =>
  sql`update idea i set votes = (select count(*) from idea_vote v where v.tenant_id = i.tenant_id and v.idea_id = i.id)
    where i.tenant_id = ${tenantId} and i.id = ${id}`.execute(tx)

/**
 * 合并建议: marks and votes of the double go to this one, and who was told of it where both ended alike; a person's two votes count once. By who sees every mark that moves.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, INPUT_INVALID
 */
export async function mergeIdeas(act: Act, id: string, { doubleId, version }: { doubleId: string; version: number }) {
  const { tx, actor } = act
  const { tenantId } = actor
  if (!seesAll(actor)) throw new AppError('NOT_PERMITTED', '由看得到全部工单的人合并')
  if (id === doubleId) throw invalidInput('#/doubleId', '不能与自己合并')
  // In the order of ids, so that two people merging both ways do not wait for each other.
  const locked: Idea[] = []
  for (const one of [id, doubleId].toSorted()) locked.push(await lockIdea(tx, actor, one, one === id ? version : undefined))
  await tx.updateTable('idea_mark').set({ idea_id: id }).where('tenant_id', '=', tenantId).where('idea_id', '=', doubleId).execute()
  await sql`insert into idea_vote (tenant_id, idea_id, user_id, at)
    select tenant_id, ${id}, user_id, at from idea_vote where tenant_id = ${tenantId} and idea_id = ${doubleId} on conflict do nothing`.execute(
    tx,
  )
  // Who was told the same outcome is not told again.
  if (new Set(locked.map(({ state }) => state)).size === 1)
    await sql`insert into idea_telling (tenant_id, idea_id, customer_id, care_task_id, told_at, told_by)
      select tenant_id, ${id}, customer_id, care_task_id, told_at, told_by from idea_telling
      where tenant_id = ${tenantId} and idea_id = ${doubleId}
      on conflict (tenant_id, idea_id, customer_id) do update set told_at = excluded.told_at, told_by = excluded.told_by
        where idea_telling.told_at is null and excluded.told_at is not null`.execute(tx)
  await sql`update idea set merged_into = ${id}, version = version + 1
    where tenant_id = ${tenantId} and (id = ${doubleId} or merged_into = ${doubleId})`.execute(tx)
  await sql`update idea set version = version + 1 where tenant_id = ${tenantId} and id = ${id}`.execute(tx)
  await countVotes(tx, tenantId, id)
  return { id }
}

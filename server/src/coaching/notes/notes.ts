import type { CoachingNote, CoachingNoteInput, CoachingNoteList, CoachingNoteQuery, NoticeKind } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import { requireColleague } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { samples } from '../quality/samples.ts'
import '../tables.ts'

/** Of the notices module, which this one may not import. */
export type TellCoaching = (
  tx: Tx,
  tenantId: string,
  notices: { userId: string; key: string; kind: NoticeKind; at: Date; facts: Record<string, unknown> }[],
  now: Date,
) => Promise<void>

/**
 * 辅导: gives somebody a note, on a scored sample or without; they are told. Nobody else sees it.
 * @throws NOT_FOUND, INPUT_INVALID for oneself or a sample of somebody else
 */
export async function giveNote(act: Act, input: CoachingNoteInput, tell: TellCoaching): Promise<CoachingNote> {
  const { tx, actor, now } = act
  if (actor.userId === null) throw new AppError('NOT_PERMITTED', '由人给出')
  if (input.userId === actor.userId) throw invalidInput('#/userId', '不能辅导自己')
  await requireColleague(tx, actor.tenantId, input.userId, '#/userId')
  if (input.sampleId) {
    const sample = await samples(tx, actor).where('q.id', '=', input.sampleId).executeTakeFirst()
    if (!sample) throw new AppError('NOT_FOUND', '没有这份抽检')
    if (sample.user_id !== input.userId) throw invalidInput('#/sampleId', '这份抽检看的是别人的工作')
    if (!sample.scored_at) throw invalidInput('#/sampleId', '请先评分')
  }
  const id = newId()
  const parts = Object.fromEntries(Object.entries(input.parts).map(([part, text]) => [part, maskPersonalData(text).masked]))
  await tx
    .insertInto('coaching_note')
    .values({
      tenant_id: actor.tenantId,
      id,
      user_id: input.userId,
      by_id: actor.userId,
      form: input.form,
      parts: JSON.stringify(parts),
      sample_id: input.sampleId ?? null,
      at: now,
      acknowledged_at: null,
      reply: null,
    })
    .execute()
  await tellOf(act, tell, id, input.userId, 'coachingGiven')
  return noteOf(tx, actor, id)
}

/** 确认辅导: once, by the person it was given to; with a reply or without. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function acknowledgeNote(act: Act, id: string, reply: string | undefined, tell: TellCoaching): Promise<CoachingNote> {
  const { tx, actor, now } = act
  const known = await notes(tx, actor).where('note.id', '=', id).forUpdate('note').executeTakeFirst()
  if (!known) throw new AppError('NOT_FOUND', '没有这条辅导')
  if (known.user_id !== actor.userId) throw new AppError('NOT_PERMITTED', '由被辅导的人确认')
  if (known.acknowledged_at) throw new AppError('ALREADY_DECIDED', '您已经确认过')
  await tx
    .updateTable('coaching_note')
    .set({ acknowledged_at: now, reply: reply ? maskPersonalData(reply).masked : null })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await tellOf(act, tell, id, known.by_id, 'coachingAcknowledged')
  return noteOf(tx, actor, id)
}

const tellOf = ({ tx, actor, now }: Act, tell: TellCoaching, id: string, userId: string, kind: NoticeKind) =>
  tell(tx, actor.tenantId, [{ userId, key: `coaching ${id} ${kind}`, kind, at: now, facts: { coachingNoteId: id } }], now)

export async function listNotes(tx: Tx, actor: Actor, query: z.infer<typeof CoachingNoteQuery>): Promise<CoachingNoteList> {
  const wanted = notes(tx, actor).where(query.of === 'mine' ? 'note.user_id' : 'note.by_id', '=', actor.userId as string)
  const rows = await wanted.$call(newestFirst('note', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('note.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, actor)), nextCursor, total: cappedTotal(count) }
}

const noteOf = async (tx: Tx, actor: Actor, id: string) =>
  shown(await notes(tx, actor).where('note.id', '=', id).executeTakeFirstOrThrow(), actor)

/** Seen by the two it is between, whatever else they or others may. */
const notes = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('coaching_note as note')
    .leftJoin('quality_sample as q', (join) => join.onRef('q.tenant_id', '=', 'note.tenant_id').onRef('q.id', '=', 'note.sample_id'))
    .leftJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'q.tenant_id').onRef('c.id', '=', 'q.case_id'))
    .select([
      'note.id',
      'note.user_id',
      'note.by_id',
      'note.form',
      'note.parts',
      'note.at',
      'note.acknowledged_at',
      'note.reply',
      'note.sample_id',
    ])
    .select(['q.case_id', 'q.total', 'c.number', personNamed('note', 'user_id').as('person'), personNamed('note', 'by_id').as('by')])
    .where('note.tenant_id', '=', actor.tenantId)
    .where((eb) => eb.or([eb('note.user_id', '=', actor.userId as string), eb('note.by_id', '=', actor.userId as string)]))

type Row = Awaited<ReturnType<ReturnType<typeof notes>['executeTakeFirstOrThrow']>>

const shown = (row: Row, actor: Actor): CoachingNote => ({
  id: row.id,
  person: row.person ?? { id: row.user_id, name: '' },
  by: row.by ?? { id: row.by_id, name: '' },
  form: row.form,
  parts: row.parts,
  sample: row.sample_id && row.case_id ? { id: row.sample_id, caseId: row.case_id, number: row.number ?? '', total: row.total } : null,
  at: row.at.toISOString(),
  acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  reply: row.reply,
  can: { acknowledge: row.user_id === actor.userId && row.acknowledged_at === null },
})

/** 辅导完成: when notes were given to these people and acknowledged; nothing of what they say, nor by whom. */
export const notesGivenTo = (tx: Tx, tenantId: string, userIds: string[], from: Date, to: Date) =>
  userIds.length === 0
    ? []
    : tx
        .selectFrom('coaching_note')
        .select(['id', 'at', 'acknowledged_at'])
        .where('tenant_id', '=', tenantId)
        .where('user_id', 'in', userIds)
        .where('at', '>=', from)
        .where('at', '<', to)
        .orderBy('at')
        .orderBy('id')
        .execute()

import type { PartAskInput, PartInput, PartWithdrawal } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, systemActor } from '../../cases/index.ts'
import { activeUnit, choosablePeople, isOfPartner, tenantZone } from '../../identity/index.ts'
import { dayOf } from '../../platform/days.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { lockReport } from '../eight-d/index.ts'
import { lockPartOfReport } from './find.ts'

/**
 * 邀请合作单位: asks a firm to answer some disciplines of an 8D, each by its day, in words meant for it; personal data is taken out of them.
 * @throws NOT_FOUND, NOT_PERMITTED, INPUT_INVALID, ALREADY_EXISTS when the firm takes part already
 * Source: docs/rules/partners.md
 */
export async function invitePartner(act: Act, reportId: string, input: PartInput, sources: ImprovementSources): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const report = await lockReport(tx, actor, reportId)
  await activeUnit(tx, tenantId, input.unitId)
  if (!(await isOfPartner(tx, tenantId, input.unitId))) throw invalidInput('#/unitId', '请选择合作单位')
  await requireDays(act, input.asks)
  const repeated = input.asks.find(({ discipline }, at) => input.asks.findIndex((other) => other.discipline === discipline) !== at)
  if (repeated) throw invalidInput('#/asks', '同一项只能请答一次')
  const clean = await sources.personalRemover(act, report.case_ids)
  const id = newId()
  const added = await tx
    .insertInto('partner_part')
    .values({
      tenant_id: tenantId,
      id,
      eight_d_id: reportId,
      unit_id: input.unitId,
      title: clean(input.title),
      brief: clean(input.brief),
      at: now,
      by_id: actor.userId,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'eight_d_id', 'unit_id']).where('withdrawn_at', 'is', null).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new AppError('ALREADY_EXISTS', '这家单位已经参加了这份 8D，可以再请它答一项')
  await addAsks(act, id, input.asks)
  await recordAudit(tx, {
    tenantId,
    kind: 'partnerPart.asked',
    actorId: actor.userId,
    subjectId: reportId,
    facts: { partId: id, unitId: input.unitId, disciplines: input.asks.map(({ discipline }) => discipline) },
    at: now,
  })
  await tellFirm(act, { id, unitId: input.unitId, title: clean(input.title) }, sources)
  return { id }
}

/** 再请答一项. @throws NOT_FOUND, NOT_PERMITTED, INPUT_INVALID, ALREADY_EXISTS */
export async function askMore(act: Act, reportId: string, id: string, ask: PartAskInput, sources: ImprovementSources) {
  const { part } = await lockPartOfReport(act.tx, act.actor, reportId, id)
  await requireDays(act, [ask])
  const has = await act.tx
    .selectFrom('partner_ask')
    .select('discipline')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('part_id', '=', id)
    .where('discipline', '=', ask.discipline)
    .executeTakeFirst()
  if (has) throw new AppError('ALREADY_EXISTS', '这一项已经请它答了')
  await addAsks(act, id, [ask])
  await tellFirm(act, { id, unitId: part.unit_id, title: part.title }, sources)
}

/** 撤回邀请: the firm no longer sees it; what was accepted stays in the report. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function withdrawPart(
  act: Act,
  reportId: string,
  id: string,
  { reason }: z.infer<typeof PartWithdrawal>,
  sources: ImprovementSources,
) {
  const { tx, actor, now } = act
  const { report, part } = await lockPartOfReport(tx, actor, reportId, id)
  const clean = await sources.personalRemover(act, report.case_ids)
  await tx
    .updateTable('partner_part')
    .set({ withdrawn_at: now, withdrawn_by: actor.userId, withdrawal: clean(reason) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'partnerPart.withdrawn',
    actorId: actor.userId,
    subjectId: reportId,
    facts: { partId: id, unitId: part.unit_id },
    at: now,
  })
}

async function requireDays({ tx, actor, now }: Act, asks: PartAskInput[]) {
  const today = dayOf(now, await tenantZone(tx, actor.tenantId))
  const late = asks.findIndex(({ dueOn }) => dueOn < today)
  if (late >= 0) throw invalidInput(`#/asks/${late}/dueOn`, '期限不能早于今天')
}

const addAsks = ({ tx, actor }: Act, partId: string, asks: PartAskInput[]) =>
  tx
    .insertInto('partner_ask')
    .values(
      asks.map(({ discipline, dueOn }) => ({
        tenant_id: actor.tenantId,
        part_id: partId,
        discipline,
        due_on: dueOn,
        state: 'asked' as const,
      })),
    )
    .execute()

/** The firm's people who answer for it. */
export async function tellFirm(
  { tx, actor, now }: Act,
  { id, unitId, title }: { id: string; unitId: string; title: string },
  sources: ImprovementSources,
) {
  const people = await choosablePeople(tx, systemActor(actor.tenantId), { permission: 'eightD:answer', unitId })
  await sources.tell(
    tx,
    actor.tenantId,
    people.map(({ id: userId }) => ({
      userId,
      key: `part ${id} ${now.toISOString()}`,
      kind: 'partAsked' as const,
      facts: { partId: id, subject: title },
      at: now,
    })),
    now,
  )
}

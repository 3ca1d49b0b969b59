import type { ObjectionDecision, ObjectionInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { choosablePeople } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { ownersOf, tellAbout } from '../notices.ts'
import { figuresOf } from '../sheet/figures.ts'
import { addEdition, editionOf, seenSheet } from '../sheet/stored.ts'
import { isOwn, requirePerson, stateOf } from '../who.ts'
import '../tables.ts'

/**
 * 异议: whom a sheet is of says that a row should not count, with a reason, until the sheet is locked; those who decide are told.
 * @throws NOT_FOUND, NOT_PERMITTED, INPUT_INVALID for a row that is not there or does not count anyway, ALREADY_EXISTS, CASE_STEP_NOT_ALLOWED once locked
 */
export async function objectToRow(act: Act, sheetId: string, { line, key, reason }: ObjectionInput): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const sheet = await seenSheet(act, sheetId, 'lock')
  if (!isOwn(actor, sheet)) throw new AppError('NOT_PERMITTED', '由本人提出异议')
  if (stateOf(sheet, now) === 'locked') throw new AppError('ALREADY_DECIDED', '这份绩效表已经锁定；请联系负责绩效的人更正')
  const { rows } = await editionOf(tx, tenantId, sheet.id, sheet.edition)
  const row = rows.find((one) => one.line === line && one.key === key)
  if (!row) throw invalidInput('#/key', '这份绩效表里没有这一行')
  if (row.out !== null) throw invalidInput('#/key', '这一行本来就不计')
  const id = newId()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('performance_objection')
    .values({
      ...{ tenant_id: tenantId, id, sheet_id: sheet.id, line, row_key: key, case_id: row.caseId },
      ...{ reason: maskPersonalData(reason).masked, at: now, by_id: byId },
      ...{ decided_at: null, decided_by: null, verdict: null, reply: null },
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sheet_id', 'line', 'row_key']).doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new AppError('ALREADY_EXISTS', '对这一行已经提过异议')
  const facts = { objectionId: id, month: sheet.month, line, key }
  await recordAudit(tx, { tenantId, kind: 'performance.objected', actorId: byId, subjectId: sheet.subject_id, facts, reason, at: now })
  const deciders = await choosablePeople(tx, { ...actor, permissions: new Set() }, { permission: 'performance:decide' })
  await tellAbout(
    tx,
    tenantId,
    'performanceObjected',
    deciders.map(({ id: userId }) => userId).filter((userId) => userId !== byId),
    sheet,
    now,
    id,
  )
  return { id }
}

/**
 * 裁定异议: another person than whom the sheet is of decides, with a reply, and does not sign it later. Accepted, the row is taken out and the
 * sheet computed anew from the rows that remain: nothing else of it changes.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED
 */
export async function decideObjection(act: Act, id: string, { verdict, reply }: ObjectionDecision): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const named = await tx
    .selectFrom('performance_objection')
    .select('sheet_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!named) throw new AppError('NOT_FOUND', '没有这条异议')
  // The sheet first, as whoever objects or signs locks it.
  const sheet = await tx
    .selectFrom('performance_sheet')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', named.sheet_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const objection = await tx
    .selectFrom('performance_objection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (objection.by_id === byId || isOwn(actor, sheet)) throw new AppError('NOT_PERMITTED', '自己的异议由别人裁定')
  // 班长 signs for the own unit, and whoever signs does not decide.
  if (sheet.kind === 'person' && sheet.unit_id !== null && sheet.unit_id === actor.unitId && actor.permissions.has('performance:lead'))
    throw new AppError('NOT_PERMITTED', '签署这份绩效表的班长不裁定异议')
  if (objection.decided_at) throw new AppError('ALREADY_DECIDED', '这条异议已经裁定')
  await tx
    .updateTable('performance_objection')
    .set({ decided_at: now, decided_by: byId, verdict, reply: maskPersonalData(reply).masked })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  if (verdict === 'accepted') {
    const { rows, figures, sequence } = await editionOf(tx, tenantId, sheet.id, sheet.edition)
    const left = rows.map((row) =>
      row.line === objection.line && row.key === objection.row_key ? { ...row, out: 'objection' as const } : row,
    )
    const { asked } = figures.sides.flatMap((side) => side.figures).find(({ line }) => line === 'satisfied') ?? { asked: 0 }
    const again = figuresOf(left, { asked: asked ?? 0, overall: figures.overall, talkTime: figures.talkTime }, sheet.rules)
    await addEdition(act, sheet, { kind: 'objection', reason: reply, sequence, figures: again, rows: left })
  }
  const facts = { objectionId: id, month: sheet.month, line: objection.line, verdict }
  await recordAudit(tx, {
    ...{ tenantId, kind: 'performance.objectionDecided', actorId: byId, subjectId: sheet.subject_id, facts, reason: reply, at: now },
  })
  await tellAbout(tx, tenantId, 'performanceDecided', await ownersOf(tx, tenantId, sheet), sheet, now, id)
  return { id }
}

import type { PerformanceSheet } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { ownersOf, tellAbout } from '../notices.ts'
import { isOwn, leads, requirePerson, type Sheet, stateOf } from '../who.ts'
import { figuresOf } from './figures.ts'
import { gatherRows, monthFactsOf } from './gather.ts'
import { addEdition, changeSheet, requireVersion, seenSheet } from './stored.ts'

type Given = { decided_at: Date | null; decided_by: string | null }

/** What keeps a sheet from being locked by this person: days that are not over, objections that wait, or a verdict of their own. */
export function lockWaits(sheet: Sheet, objections: readonly Given[], userId: string | null, now: Date): PerformanceSheet['lockWaits'] {
  if (stateOf(sheet, now) === 'shown') return 'days'
  if (objections.some(({ decided_at }) => decided_at === null)) return 'objections'
  return objections.some(({ decided_by }) => decided_by !== null && decided_by === userId) ? 'decided' : null
}

const waitWords = {
  days: '本人的查看期还没有结束',
  objections: '还有异议没有裁定',
  decided: '您裁定过这份绩效表的异议，由别人签署',
}

export const objectionsOf = (tx: Tx, tenantId: string, sheetId: string) =>
  tx
    .selectFrom('performance_objection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sheet_id', '=', sheetId)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** 已看过: whom the sheet is of says so, once; no more reminders. @throws NOT_FOUND, NOT_PERMITTED */
export async function acknowledgeSheet(act: Act, id: string): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const byId = requirePerson(actor)
  const sheet = await seenSheet(act, id, 'lock')
  if (!isOwn(actor, sheet)) throw new AppError('NOT_PERMITTED', '由本人确认')
  if (sheet.acknowledged_at) return { id }
  await changeSheet(tx, sheet, { acknowledged_at: now })
  const facts = { month: sheet.month }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'performance.acknowledged',
    actorId: byId,
    subjectId: sheet.subject_id,
    facts,
    at: now,
  })
  return { id }
}

/**
 * 锁定: the lead signs, once the person's days are over and every objection is decided by somebody else. The numbers stay with their data version.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED
 */
export async function lockSheet(act: Act, id: string, version: number): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const sheet = await seenSheet(act, id, 'lock')
  if (!leads(actor, sheet) || isOwn(actor, sheet)) throw new AppError('NOT_PERMITTED', '由本部门班长或负责绩效的人锁定')
  if (sheet.locked_at) throw new AppError('ALREADY_DECIDED', '这份绩效表已经锁定')
  requireVersion(sheet, version)
  const waits = lockWaits(sheet, await objectionsOf(tx, tenantId, id), byId, now)
  if (waits) throw new AppError(waits === 'decided' ? 'NOT_PERMITTED' : 'PERFORMANCE_NOT_READY', waitWords[waits])
  await changeSheet(tx, sheet, { locked_at: now, locked_by: byId, locked_edition: sheet.edition })
  const facts = { month: sheet.month, edition: sheet.edition }
  await recordAudit(tx, { tenantId, kind: 'performance.locked', actorId: byId, subjectId: sheet.subject_id, facts, at: now })
  return { id }
}

/**
 * 更正: after the lock a sheet is counted anew from today's facts, with a reason. What was locked stays beside it; rows an objection took out stay out.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, PERFORMANCE_NOT_READY before the lock
 */
export async function amendSheet(act: Act, id: string, { reason, version }: { reason: string; version: number }): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const sheet = await seenSheet(act, id, 'lock')
  if (!actor.permissions.has('performance:manage') || isOwn(actor, sheet))
    throw new AppError('NOT_PERMITTED', '由负责绩效的人更正，自己的由别人更正')
  requireVersion(sheet, version)
  if (!sheet.locked_at) throw new AppError('PERFORMANCE_NOT_READY', '还没有锁定；锁定前的问题请用异议')
  const facts = await monthFactsOf(tx, tenantId, sheet.month, await tenantZone(tx, tenantId), now)
  const { rows, beside } = await gatherRows(tx, facts, { kind: sheet.kind, id: sheet.subject_id })
  const accepted = (await objectionsOf(tx, tenantId, id)).filter(({ verdict }) => verdict === 'accepted')
  const taken = new Set(accepted.map(({ line, row_key }) => `${line} ${row_key}`))
  const left = rows.map((row) => (taken.has(`${row.line} ${row.key}`) ? { ...row, out: 'objection' as const } : row))
  const figures = figuresOf(left, beside, sheet.rules)
  const no = await addEdition(act, sheet, { kind: 'amended', reason, sequence: facts.sequence, figures, rows: left })
  const told = { month: sheet.month, edition: no }
  await recordAudit(tx, { tenantId, kind: 'performance.amended', actorId: byId, subjectId: sheet.subject_id, facts: told, reason, at: now })
  await tellAbout(tx, tenantId, 'performanceAmended', await ownersOf(tx, tenantId, sheet), sheet, now, String(no))
  return { id }
}

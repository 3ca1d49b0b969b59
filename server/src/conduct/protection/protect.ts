import type { CaseConduct, ProtectionInput, ProtectionPlan, StaffProtection } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, actDone, findCase, lockCase, personNamed, recordEvent, textOfEvent } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { noticesFor } from '../notices.ts'
import '../tables.ts'
import { requirePerson, type TellConduct } from '../who.ts'

/** What protection needs of modules this one may not import, wired in conduct-sources.ts. */
export type ProtectionSources = {
  tell: TellConduct
  /** 叫谁: who is on call for a unit at a level. */
  peopleToCall: (tx: Tx, tenantId: string, unitId: string | null, levels: number[], at: Date) => Promise<string[]>
  /** 防护预案 in force. */
  protectionPlan: (tx: Tx, tenantId: string) => Promise<ProtectionPlan | null>
  signalsOf: (tx: Tx, tenantId: string, caseIds: string[]) => Promise<Map<string, string[]>>
}

/** The supervisor on duty, and the next one up. */
const calledLevels = [1, 2]

/**
 * 启动防护: staff are threatened over a case; who is on call is told at once. It changes nothing of the case.
 * @throws CASE_NOT_FOUND, ALREADY_EXISTS while one runs
 * Source: docs/rules/conduct.md
 */
export async function beginProtection(
  act: Act,
  caseId: string,
  { threat, reason }: z.infer<typeof ProtectionInput>,
  sources: ProtectionSources,
) {
  const { tx, actor, now } = act
  const userId = requirePerson(actor)
  const complaintCase = await lockCase(act, caseId)
  if (await runningOf(act, caseId)) throw new AppError('ALREADY_EXISTS', '这张工单的防护已经启动')
  const unitId = complaintCase.unit_id ?? actor.unitId
  const called = await sources.peopleToCall(tx, actor.tenantId, unitId, calledLevels, now)
  const id = newId()
  const facts = { protectionId: id, threat, called }
  const after = await recordEvent(act, complaintCase, { kind: 'case.protectionBegan', facts, texts: { reason } })
  await tx
    .insertInto('staff_protection')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: caseId,
      event_no: after.event_no,
      threat,
      at: now,
      by_id: userId,
      called,
      ended_at: null,
      ended_by: null,
      end_note: null,
    })
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'protection.began', actorId: userId, subjectId: caseId, facts, reason, at: now })
  const notice = { key: `protection ${id}`, kind: 'protectionCalled' as const, at: now, facts: { protectionCaseId: caseId } }
  await sources.tell(
    tx,
    actor.tenantId,
    called.filter((one) => one !== userId).map((one) => ({ ...notice, userId: one })),
    now,
  )
  return actDone(act, after, id)
}

/** 结束防护. @throws CASE_NOT_FOUND, ALREADY_DECIDED where none runs */
export async function endProtection(act: Act, caseId: string, reason: string) {
  const { tx, actor, now } = act
  const complaintCase = await lockCase(act, caseId)
  const running = await runningOf(act, caseId)
  if (!running) throw new AppError('ALREADY_DECIDED', '没有在进行的防护')
  await tx
    .updateTable('staff_protection')
    .set({ ended_at: now, ended_by: actor.userId, end_note: maskPersonalData(reason).masked })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', running.id)
    .execute()
  const facts = { protectionId: running.id }
  const { tenantId, userId } = actor
  await recordAudit(tx, { tenantId, kind: 'protection.ended', actorId: userId, subjectId: caseId, facts, reason, at: now })
  return actDone(act, await recordEvent(act, complaintCase, { kind: 'case.protectionEnded', facts, texts: { reason } }), running.id)
}

const runningOf = ({ tx, actor }: Act, caseId: string) =>
  tx
    .selectFrom('staff_protection')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/**
 * 工单上的提示: what is in force for its customer, unless safety or danger to oneself shows on the case, and what protects those who work on it.
 * @throws CASE_NOT_FOUND
 */
export async function conductOfCase(
  act: Pick<Act, 'tx' | 'actor' | 'now'>,
  idOrNumber: string,
  sources: ProtectionSources,
): Promise<CaseConduct> {
  const { tx, actor } = act
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { id, customer_id: customerId } = complaintCase
  const signals = (await sources.signalsOf(tx, actor.tenantId, [id])).get(id) ?? []
  const protections = await protectionsOf(tx, actor.tenantId, id)
  const isRunning = protections.some(({ endedAt }) => endedAt === null)
  return {
    notices: customerId ? await noticesFor(act, [customerId]) : [],
    urgent: (['safety', 'selfHarm'] as const).filter((kind) => signals.includes(kind)),
    protections,
    plan: isRunning ? await sources.protectionPlan(tx, actor.tenantId) : null,
    can: { protect: actor.permissions.has('cases:note') },
  }
}

async function protectionsOf(tx: Tx, tenantId: string, caseId: string): Promise<StaffProtection[]> {
  const rows = await tx
    .selectFrom('staff_protection as p')
    .select(['p.id', 'p.threat', 'p.at', 'p.called', 'p.ended_at', 'p.end_note', textOfEvent('p', 'reason').as('reason')])
    .select([personNamed('p', 'by_id').as('by'), personNamed('p', 'ended_by').as('ender')])
    .where('p.tenant_id', '=', tenantId)
    .where('p.case_id', '=', caseId)
    .orderBy('p.at', 'desc')
    .execute()
  const names = await personNamesOf(
    tx,
    tenantId,
    rows.flatMap(({ called }) => called),
  )
  return rows.map((row) => ({
    id: row.id,
    threat: row.threat,
    reason: row.reason ?? '',
    at: row.at.toISOString(),
    by: row.by,
    called: row.called.map((id) => ({ id, name: names.get(id) ?? '' })),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ender,
    endNote: row.end_note,
  }))
}

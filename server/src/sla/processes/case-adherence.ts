import type { CaseAdherence, ProcessAct } from '@zhiwei/contract'
import { type Case, findCase, missingFields } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { calendarOf } from '../calendars/book.ts'
import { type ProcessVersion, processVersionsOf, versionInForce } from '../process-versions.ts'
import type { Adherence } from './adherence.ts'
import { adherenceEventsOf } from './adherence-queries.ts'
import { adherenceOfCase, versionOf } from './keep-adherence.ts'

/** 流程符合度 of a case's present cycle, counted from its events as they are now. @throws CASE_NOT_FOUND */
export async function caseAdherence(tx: Tx, actor: Actor, idOrNumber: string, now: Date): Promise<CaseAdherence> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const { id, cycle, unit_id } = complaintCase
  const events = (await adherenceEventsOf(tx, tenantId, [id])).get(id) ?? []
  const versions = await processVersionsOf(tx, tenantId)
  const version = versionOf(complaintCase, events, versions)
  // What came as history was not handled here.
  if (complaintCase.origin !== 'live') return { process: null, cycle, steps: [], overrides: [], required: [] }
  // Its acceptance will bind it to the one of its category now.
  if (!version) {
    const next = versionInForce(versions, complaintCase.category, now)
    return { process: null, cycle, steps: [], overrides: [], required: requiredOf(complaintCase, next) }
  }
  const { steps, overrides } = adherenceOfCase(complaintCase, events, version, await calendarOf(tx, tenantId, unit_id), now)
  const { title, category, effective_from } = version
  return {
    process: { id: version.id, title, category, effectiveFrom: effective_from.toISOString() },
    cycle,
    steps: steps.map((step) => ({ ...step, at: step.at?.toISOString() ?? null, dueAt: step.dueAt?.toISOString() ?? null })),
    overrides: await toldOverrides(tx, tenantId, id, overrides),
    required: requiredOf(complaintCase, version),
  }
}

/** 必填: what each act must still bring; what stands on the case is not asked again. */
function requiredOf(complaintCase: Case, version: ProcessVersion | undefined): CaseAdherence['required'] {
  if (!version) return []
  const written = version.definition
  const missing = (act: ProcessAct) => missingFields(written, complaintCase, act, { act }).map((code) => code.replace('field.', ''))
  return (written.steps ?? []).map(({ act }) => ({ act, fields: missing(act) })).filter(({ fields }) => fields.length > 0)
}

/** Who set what aside, and why, as masked text; an erased reason is null. */
async function toldOverrides(
  tx: Tx,
  tenantId: string,
  caseId: string,
  overrides: Adherence['overrides'],
): Promise<CaseAdherence['overrides']> {
  if (overrides.length === 0) return []
  const rows = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_text as t', (join) =>
      join.onRef('t.tenant_id', '=', 'e.tenant_id').onRef('t.case_id', '=', 'e.case_id').onRef('t.event_no', '=', 'e.no'),
    )
    .leftJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'e.tenant_id').onRef('u.id', '=', 'e.actor_id'))
    .select(['e.no', 'u.name', 't.masked'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.case_id', '=', caseId)
    .where(
      'e.no',
      'in',
      overrides.map(({ eventNo }) => eventNo),
    )
    .execute()
  const byNo = new Map(rows.map((row) => [row.no, row]))
  return overrides.map(({ kind, eventNo, at }) => ({
    kind,
    eventNo,
    at: at.toISOString(),
    by: byNo.get(eventNo)?.name ?? null,
    reason: byNo.get(eventNo)?.masked?.reason ?? null,
  }))
}

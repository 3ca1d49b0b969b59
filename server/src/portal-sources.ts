import { sql } from 'kysely'
import { moveCasesWith } from './case-sources.ts'
import type { PortalSources } from './channels/index.ts'
import { categoriesToName } from './classification/index.ts'
import { contactSources } from './contacts-sources.ts'
import { proveContact } from './customers/index.ts'
import { intakeSources } from './intake-sources.ts'
import { AppError } from './platform/errors.ts'
import { appealFinding } from './resolution/index.ts'
import { appealOf, followUpCase, keepAppeal, rateCase, ratingOf } from './surveys/index.ts'
import { surveySources } from './surveys-sources.ts'
import { remindOfCase } from './workflow/index.ts'

// Where the customers' portal meets the stages it may not import: follow-ups, ratings, reminders, appeals, working calendars.

export const portalSources: PortalSources = {
  intake: intakeSources,
  categoriesToName,
  contactProven: ({ tx, keys, actor, now }, of) =>
    proveContact(tx, actor, of, { by: 'code', maySee: async () => true }, { moveCases: moveCasesWith(keys) }, now),
  async confirm(act, caseId, solved, text) {
    const input = { verdict: solved ? ('resolved' as const) : ('notResolved' as const), ...(text && { note: text }) }
    try {
      await followUpCase(act, caseId, input, surveySources, {})
      return true
    } catch (error) {
      if (error instanceof AppError && error.code === 'CASE_STEP_NOT_ALLOWED') return false
      throw error
    }
  },
  rate: (act, caseId, { satisfaction, comment }) => rateCase(act, caseId, { satisfaction, ...(comment && { comment }) }, surveySources),
  ratingOf,
  remind: (act, caseId, text) => remindOfCase(act, caseId, { from: 'customer', ...(text && { text }) }),
  /** A finding that stands is looked at by a second person; without one whoever decides on low scores looks at the case. */
  async appeal(act, caseId, reason) {
    const { rows } = await sql<{ id: string }>`
      select f.id from finding f join complaint_case c on c.tenant_id = f.tenant_id and c.id = f.case_id and c.cycle = f.cycle
      where f.tenant_id = ${act.actor.tenantId} and f.case_id = ${caseId} and f.stands and c.status in ('answered', 'confirmed')
        and not exists (select 1 from finding_appeal a where a.tenant_id = f.tenant_id and a.finding_id = f.id)`.execute(act.tx)
    const [finding] = rows
    if (finding) await appealFinding(act, finding.id, { from: 'customer', reason })
    else await keepAppeal(act, caseId, reason, surveySources)
  },
  async appealOf(tx, tenantId, of) {
    const kept = await appealOf(tx, tenantId, of)
    if (kept) return kept
    const { rows } = await sql<{ at: Date; decided: boolean }>`
      select a.at, a.decided_at is not null as decided
      from finding_appeal a join finding f on f.tenant_id = a.tenant_id and f.id = a.finding_id
      where a.tenant_id = ${tenantId} and a.case_id = ${of.caseId} and f.cycle = ${of.cycle} and a.appealed_by = 'customer'
      order by a.at desc limit 1`.execute(tx)
    return rows[0] ? { at: rows[0].at, isOpen: !rows[0].decided } : null
  },
  workingDueAt: contactSources.workingDueAt,
  async promisedSince(tx, tenantId, caseId, now) {
    const { rows } = await sql<{ due: Date | null }>`
      select min(due_at) as due from (
        select due_at from supervision where tenant_id = ${tenantId} and case_id = ${caseId} and ended_at is null and due_at > ${now}
        union all
        select due_at from promise
        where tenant_id = ${tenantId} and case_id = ${caseId} and state = 'open' and kind in ('reply', 'callback') and due_at > ${now}
      ) given`.execute(tx)
    return rows[0]?.due ?? null
  },
}

import type { Case } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Setting } from './settings.ts'
import type { PortalSources } from './sources.ts'

export type Promised = { what: 'acceptance' | 'answer'; dueAt: Date | null; lateSince: Date | null } | null

/** New promises are not made up for ever: after so many missed ones people speak, not a clock. */
const mostNewPromises = 20

/**
 * 承诺时间: of the case's own clocks what the customer waits for: acceptance, then the answer. Once it has passed the promise is the end of a
 * supervision or a word given since, else the missed time and so many working minutes as the company has set, as often as it takes.
 * Source: docs/rules/portal.md
 */
export async function promiseOf(tx: Tx, complaintCase: Case, setting: Setting, now: Date, sources: PortalSources): Promise<Promised> {
  const what = complaintCase.status === 'registered' ? 'acceptance' : 'answer'
  if (!['registered', 'accepted', 'dispatched', 'handling', 'returned'].includes(complaintCase.status)) return null
  const { tenant_id: tenantId, id: caseId } = complaintCase
  const clock = await tx
    .selectFrom('case_clock')
    .select(['due_at'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('cycle', '=', complaintCase.cycle)
    .where('step', '=', what)
    .where('state', 'in', ['running', 'paused'])
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  const dueAt = clock?.due_at ?? null
  if (!dueAt) return { what, dueAt: null, lateSince: null }
  if (dueAt > now || complaintCase.suspended_at) return { what, dueAt, lateSince: null }
  return { what, lateSince: dueAt, dueAt: await nextPromise(tx, complaintCase, dueAt, setting, now, sources) }
}

async function nextPromise(
  tx: Tx,
  { tenant_id: tenantId, id: caseId, unit_id: unitId }: Case,
  missed: Date,
  setting: Setting,
  now: Date,
  sources: PortalSources,
) {
  const given = await sources.promisedSince(tx, tenantId, caseId, now)
  if (given) return given
  let at = missed
  for (let count = 0; count < mostNewPromises && at <= now; count++)
    at = await sources.workingDueAt(tx, tenantId, { unitId, startedAt: at, minutes: setting.late_minutes })
  return at > now ? at : null
}

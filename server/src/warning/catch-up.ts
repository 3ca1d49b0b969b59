import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { FeedEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtDue } from './course/look.ts'
import { countUsualAges } from './course/read-courses.ts'
import { rulesNow } from './course/rule-settings.ts'
import { keepLearned, learnInThread, pastCaseIds, readCases } from './escalation-risk/learn.ts'
import { findGroupsOnce } from './groups/find.ts'
import { type LimitOf, tellRisenStages } from './stages/raise.ts'

const dayMs = 86_400_000
const readAtOnce = 1_000

/** What sweeps and readers would have found in a history that was written at once: the same code over it, as of now. */
export async function catchUpCaseWarnings(deps: Deps, tx: Tx, tenantId: string, now: Date, limitOf: LimitOf) {
  await countUsualAges(tx, tenantId, now)
  const ids = await pastCaseIds(tx, tenantId, now)
  const cases = []
  for (let at = 0; at < ids.length; at += readAtOnce) cases.push(...(await readCases(tx, tenantId, ids.slice(at, at + readAtOnce))))
  await keepLearned(tx, tenantId, await learnInThread({ cases, rules: (await rulesNow(tx, tenantId, now)).risk, now }), now)
  await sql`
    insert into case_watch (tenant_id, case_id, next_look_at, grouped)
    select tenant_id, id, case when closed_at is null and status <> all('{declined,withdrawn}'::text[]) then ${now}::timestamptz end,
      received_at < ${new Date(now.getTime() - 30 * dayMs)}
    from complaint_case where tenant_id = ${tenantId} and received_at <= ${now} on conflict do nothing`.execute(tx)
  while ((await lookAtDue(tx, { keys: deps.keys, tenantId, now, raiseStage: null }, readAtOnce)) === readAtOnce);
  while ((await findGroupsOnce(tx, tenantId, now, readAtOnce)) === readAtOnce);
  await tellRisenStages(limitOf)({ ...deps, clock: () => now }, tenantId, tx, await risenLately(tx, tenantId, now))
}

/** Stages of open cases that moved up in the last two days. */
async function risenLately(tx: Tx, tenantId: string, now: Date): Promise<FeedEvent[]> {
  const { rows } = await sql<FeedEvent & { kind: EventKind }>`
    select e.seq, e.case_id as "caseId", e.no, e.kind, e.cycle, e.at, e.actor_id as "actorId", e.facts
    from case_event e join complaint_case c on c.tenant_id = e.tenant_id and c.id = e.case_id
    where e.tenant_id = ${tenantId} and e.kind = 'case.stageChanged' and e.at > ${new Date(now.getTime() - 2 * dayMs)} and e.at <= ${now}
      and c.closed_at is null order by e.seq`.execute(tx)
  return rows
}

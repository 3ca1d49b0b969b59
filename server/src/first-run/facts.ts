import type { FirstRun, FirstRunStep } from '@zhiwei/contract'
import { sql } from 'kysely'
import { demoStateFor } from '../demo/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Actor } from '../platform/http.ts'

type Counted = Record<FirstRunStep, number> & { hasCases: boolean }

/** Somebody besides the first administrator; a company has a unit for itself and its contact centre from the beginning. */
const peopleAtLeast = 2

/** 开始使用: what is set up and what is not, by the facts: files brought in, units, people, an industry chosen, doors opened. */
export async function firstRunOf(deps: Deps, tx: Tx, actor: Actor): Promise<FirstRun> {
  const { hasCases, ...counted } = await countsOf(tx, actor.tenantId)
  const isDone: Record<FirstRunStep, boolean> = {
    import: counted.import > 0,
    units: counted.units > 0,
    people: counted.people >= peopleAtLeast,
    limits: counted.limits > 0,
    channels: counted.channels > 0,
  }
  const steps = (Object.keys(isDone) as FirstRunStep[]).map((step) => ({ step, isDone: isDone[step], count: counted[step] }))
  return { hasCases, steps, demo: await demoStateFor(deps, tx, actor) }
}

async function countsOf(tx: Tx, tenantId: string): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select
      exists (select 1 from complaint_case where tenant_id = ${tenantId}) as "hasCases",
      (select count(*)::int from import_run where tenant_id = ${tenantId} and state = 'committed') as import,
      (select count(*)::int from unit where tenant_id = ${tenantId} and active and code not in ('company', 'callCentre')) as units,
      (select count(*)::int from user_account where tenant_id = ${tenantId} and active) as people,
      (select count(*)::int from clock_setting where tenant_id = ${tenantId}) as limits,
      (select count(*)::int from channel_account where tenant_id = ${tenantId} and is_open)
        + (select count(*)::int from api_token where tenant_id = ${tenantId} and revoked_at is null) as channels`.execute(tx)
  return rows[0] as Counted
}

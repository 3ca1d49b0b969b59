import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import { guideItems, keepPromises, phrases, promiseEvents } from '../../guidance/index.ts'
import { promiseSources } from '../../guidance-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Random, randomFrom } from '../random.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const daysTold = 45
const batch = 500

/** 处理指引 and 承诺 of the last weeks: promises by the reader's own eyes; who ticked what and which phrases helped. */
export async function writeGuidance(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const random = randomFrom(4_077)
  await writePromises(deps, tx, tenantId, now, random)
  await writeTicks(tx, tenantId, now, random)
  await writePhrases(tx, tenantId, now, random)
}

async function writePromises(deps: Deps, tx: Tx, tenantId: string, now: Date, random: Random) {
  const rows = await tx
    .selectFrom('case_event')
    .select(['seq', 'case_id', 'no', 'kind', 'cycle', 'at', 'actor_id', 'facts'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', promiseEvents)
    .where('at', '>', new Date(now.getTime() - daysTold * dayMs))
    .orderBy('seq')
    .execute()
  const events: FeedEvent[] = rows.map(({ case_id: caseId, actor_id: actorId, seq, ...event }) => ({
    ...event,
    seq: seq ?? 0,
    caseId,
    actorId,
  }))
  const keep = keepPromises(promiseSources)
  for (let from = 0; from < events.length; from += batch) await keep(deps, tenantId, tx, events.slice(from, from + batch))
  const over = await tx
    .selectFrom('promise')
    .select(['id', 'by_id', 'due_at'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'open')
    .where('due_at', '<=', now)
    .orderBy('case_id')
    .orderBy('event_no')
    .orderBy('no')
    .execute()
  for (const { id, by_id, due_at } of over) {
    const due = due_at as Date
    // Of the last two days some are still to be told of by whoever promised.
    if (due.getTime() > now.getTime() - 2 * dayMs && random.chance(0.3)) continue
    const state = random.chance(0.9) ? 'kept' : 'broken'
    const decided = new Date(Math.min(now.getTime(), due.getTime() + random.between(-3, 5) * hourMs))
    await tx
      .updateTable('promise')
      .set({ state, decided_at: decided, decided_by: by_id, version: 2 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
  }
  // Nobody is told today of what was due in the invented past.
  await sql`
    update promise set soon_told_at = ${now}, overdue_told_at = case when due_at <= ${now} then ${now}::timestamptz end
    where tenant_id = ${tenantId} and due_at <= ${new Date(now.getTime() + hourMs)}`.execute(tx)
}

const guidedCases = 60

/** Cases in hand: the first steps are done, the later the case the fewer. */
async function writeTicks(tx: Tx, tenantId: string, now: Date, random: Random) {
  const { rows } = await sql<{ id: string; cycle: number; by_id: string; accepted_at: Date }>`
    select id, cycle, coalesce(agent_id, handler_id) as by_id, accepted_at from complaint_case
    where tenant_id = ${tenantId} and status in ('accepted', 'dispatched', 'handling', 'returned', 'answered') and origin = 'live'
      and accepted_at is not null and coalesce(agent_id, handler_id) is not null
    order by received_at desc, id limit ${guidedCases}`.execute(tx)
  const steps = ['listen', 'share', 'clarify', 'illustrate']
  const ticks = rows.flatMap(({ id, cycle, by_id, accepted_at }) => {
    const reached = steps.slice(0, random.whole(1, steps.length))
    return guideItems
      .filter(({ step, kind, when }) => kind !== 'avoid' && when === undefined && reached.includes(step))
      .filter(() => random.chance(0.85))
      .map(({ code }, order) => ({
        tenant_id: tenantId,
        case_id: id,
        cycle,
        item: code,
        at: new Date(Math.min(now.getTime(), accepted_at.getTime() + (order + 1) * random.between(1, 4) * 60_000)),
        by_id,
      }))
  })
  if (ticks.length > 0) await tx.insertInto('guide_tick').values(ticks).execute()
}

const talkedCases = 240
/** Some phrases help more than others. */
const helpfulness: Record<string, number> = {
  'calming.name': 0.86,
  'framing.choice': 0.8,
  'anchoring.half': 0.55,
  'framing.together': 0.48,
}

async function writePhrases(tx: Tx, tenantId: string, now: Date, random: Random) {
  const { rows } = await sql<{ id: string; cycle: number; by_id: string; at: Date }>`
    select id, cycle, agent_id as by_id, accepted_at as at from complaint_case
    where tenant_id = ${tenantId} and agent_id is not null and accepted_at is not null and origin = 'live'
    order by received_at desc, id limit ${talkedCases}`.execute(tx)
  const uses = rows.flatMap(({ id, cycle, by_id, at }) =>
    random
      .shuffled(phrases)
      .slice(0, random.whole(0, 3))
      .map(({ code }) => {
        const used = new Date(Math.min(now.getTime(), at.getTime() + random.between(0.1, 20) * hourMs))
        const helped = random.chance(0.7) ? random.chance(helpfulness[code] ?? 0.7) : null
        const judged = helped === null ? { judged_at: null, judged_by: null } : { judged_at: used, judged_by: by_id }
        return { tenant_id: tenantId, case_id: id, cycle, phrase: code, at: used, by_id, helped, ...judged }
      }),
  )
  if (uses.length === 0) return
  await tx.insertInto('phrase_use').values(uses).execute()
  await sql`
    insert into phrase_count (tenant_id, phrase, used, helped, not_helped)
    select tenant_id, phrase, count(*), count(*) filter (where helped), count(*) filter (where not helped)
    from phrase_use where tenant_id = ${tenantId} group by tenant_id, phrase`.execute(tx)
}

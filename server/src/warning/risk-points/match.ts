import { type RawBuilder, sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { dissatisfied } from '../dissatisfied.ts'

/** Events after which a case may belong to other points, or count otherwise (stage 2 is a doubt). */
export const riskPointEvents = [
  'complaint.received',
  'case.accepted',
  'case.classified',
  'case.stageChanged',
  'case.messageReceived',
  'case.erased',
] as const satisfies FeedEvent['kind'][]

/** So far back a new or changed rule looks. */
export const matchedDays = 400
// Contacts are judged a while after they came.
const contactDays = 3

/**
 * 风险点归集: which cases belong to which points, as they stand now; what they no longer belong to is taken out, so a batch read twice changes
 * nothing. A reader of the feed.
 */
export async function matchRiskPoints(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const caseIds = [...new Set(events.map(({ caseId }) => caseId))]
  const points = await tx.selectFrom('risk_point').select('id').where('tenant_id', '=', tenantId).where('active', '=', true).execute()
  if (points.length === 0) return
  const zone = await tenantZone(tx, tenantId)
  await sql`delete from risk_point_match where tenant_id = ${tenantId} and of_id = any(${caseIds}::uuid[])`.execute(tx)
  await insertMatches(tx, tenantId, zone, sql`c.id = any(${caseIds}::uuid[])`)
}

/** Complaints that a point's rule finds: one of each list that has any. Categories stand for all below them; words are looked for in the folded text. */
const insertMatches = (tx: Tx, tenantId: string, zone: string, which: RawBuilder<unknown>, pointId: string | null = null) =>
  sql`
    insert into risk_point_match (tenant_id, risk_point_id, of_id, kind, day, live)
    select ${tenantId}::uuid, p.id, c.id, case when c.stage = 2 then 'doubt' else 'complaint' end, (c.received_at at time zone ${zone})::date, c.origin = 'live'
    from complaint_case c
    join risk_point p on p.tenant_id = c.tenant_id and p.active and (${pointId}::uuid is null or p.id = ${pointId}::uuid)
    cross join lateral (select (select s.body from search_doc s where s.tenant_id = c.tenant_id and s.case_id = c.id) as body offset 0) d
    where c.tenant_id = ${tenantId} and c.erased_at is null and ${which} and ${belongs(sql`coalesce(d.body, '')`)}
    order by c.id, p.id on conflict do nothing`.execute(tx)

const belongs = (body: RawBuilder<string>) => sql`
  (p.categories = '{}' or exists (select 1 from unnest(p.categories) v where c.category = v or starts_with(c.category, v || '.')))
  and (p.products = '{}' or exists (select 1 from unnest(p.products) v where position(lower(v) in lower(c.product)) > 0))
  and (p.nodes = '{}' or c.node = any(p.nodes))
  and (p.words = '{}' or exists (select 1 from unnest(p.words) v where position(v in ${body}) > 0))`

/** Points whose rule is new look through what there is, one a sweep. */
export const rematchRiskPoints = ({ database, clock }: Deps, tenantId: string) =>
  database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const point = await tx
        .selectFrom('risk_point')
        .select(['id', 'active'])
        .where('tenant_id', '=', tenantId)
        .where('rematch', '=', true)
        .orderBy('id')
        .limit(1)
        // Not against the reader of the feed, whose rows name the point.
        .forNoKeyUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (point) await rematch(tx, tenantId, point, clock())
      await matchContacts(tx, tenantId, new Date(clock().getTime() - contactDays * 86_400_000), null)
      return Boolean(point)
    })

/** Looks through the cases and contacts of the last year for one point. */
export async function rematch(tx: Tx, tenantId: string, { id, active }: { id: string; active: boolean }, now: Date) {
  await tx.deleteFrom('risk_point_match').where('tenant_id', '=', tenantId).where('risk_point_id', '=', id).execute()
  const since = new Date(now.getTime() - matchedDays * 86_400_000)
  if (active) {
    await insertMatches(tx, tenantId, await tenantZone(tx, tenantId), sql`c.received_at >= ${since}`, id)
    await matchContacts(tx, tenantId, since, id)
  }
  await tx.updateTable('risk_point').set({ rematch: false }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
}

/** 隐性不满: contacts of unhappy customers who did not complain; those that became a complaint count there. */
async function matchContacts(tx: Tx, tenantId: string, since: Date, pointId: string | null) {
  const zone = await tenantZone(tx, tenantId)
  await sql`
    insert into risk_point_match (tenant_id, risk_point_id, of_id, kind, day, live)
    select ${tenantId}::uuid, p.id, c.id, 'latent', (c.at at time zone ${zone})::date, c.import_id is null
    from contact c join risk_point p on p.tenant_id = c.tenant_id and p.active and (${pointId}::uuid is null or p.id = ${pointId}::uuid)
    where c.tenant_id = ${tenantId} and c.verdict = any(${[...dissatisfied]}::text[]) and c.at >= ${since} and ${belongs(sql`lower(c.excerpt)`)}
    on conflict do nothing`.execute(tx)
  await sql`
    delete from risk_point_match m using contact c
    where m.tenant_id = ${tenantId} and m.kind = 'latent' and m.day >= ${since}::date and c.tenant_id = m.tenant_id and c.id = m.of_id
      and coalesce(c.verdict, '') <> all(${[...dissatisfied]}::text[])`.execute(tx)
}

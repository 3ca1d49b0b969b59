import type { ConductNotice } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, seesAll } from '../cases/index.ts'
import { personNamesOf } from '../identity/index.ts'
import { contactsOf, shownMeasure } from './restrictions/queries.ts'
import './tables.ts'
import { customersSeen, todayOf } from './who.ts'

const week = '7 days'

/** 限制提示: what is in force today for these customers, of those the person may know of; without reason and score. */
export async function noticesFor(act: Pick<Act, 'tx' | 'actor' | 'now'>, customerIds: string[]): Promise<ConductNotice[]> {
  const { tx, actor, now } = act
  if (customerIds.length === 0) return []
  const today = await todayOf(act)
  let wanted = tx
    .selectFrom('conduct_restriction as r')
    .select(['r.id', 'r.customer_id', 'r.measures', sql<string>`r.ends_on::text`.as('last_day')])
    .select(
      sql<number>`(select count(*)::int from complaint_case c join case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id
        where c.tenant_id = r.tenant_id and c.customer_id = r.customer_id and e.at > ${now}::timestamptz - ${week}::interval
          and (e.kind = 'case.messageReceived' or (e.kind = 'case.reminded' and e.facts ->> 'from' = 'customer')))`.as('contacts'),
    )
    .where('r.tenant_id', '=', actor.tenantId)
    .where('r.customer_id', 'in', customerIds)
    .where('r.state', '=', 'inForce')
    .where(sql<boolean>`r.ends_on >= ${today}::date`)
    .orderBy('r.id')
  if (!seesAll(actor)) wanted = wanted.where('r.customer_id', 'in', customersSeen(tx, actor).$castTo<{ customer_id: string }>())
  const rows = await wanted.execute()
  const contacts = await personNamesOf(tx, actor.tenantId, contactsOf(rows))
  return rows.map((row) => ({
    restrictionId: row.id,
    customerId: row.customer_id,
    measures: row.measures.map((measure) => shownMeasure(measure, contacts)),
    endsOn: row.last_day,
    contactsThisWeek: row.contacts,
  }))
}

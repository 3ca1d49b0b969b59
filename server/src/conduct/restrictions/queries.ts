import type { ConductAppeal, CustomerConduct, Restriction, RestrictionList, RestrictionListQuery, ShownMeasure } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { personNamed, seesAll, visibleCases } from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import { personNamesOf, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { evidenceOf, refOf } from '../evidence/facts.ts'
import { customersSeen, requireCustomer, todayOf } from '../who.ts'
import { letterOf } from './letter.ts'

type Query = z.infer<typeof RestrictionListQuery>

/** 限制列表, newest first: of the customers the person may know of. */
export async function listRestrictions(tx: Tx, actor: Actor, query: Query, now: Date): Promise<RestrictionList> {
  const wanted = filtered(tx, actor, query)
  const rows = await wanted.$call(newestFirst('r', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('r.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: await shown(tx, actor, page, now), nextCursor, total: cappedTotal(count) }
}

/** 客户行为: the evidence as it is now, and every restriction there was. @throws NOT_FOUND */
export async function conductOfCustomer(tx: Tx, actor: Actor, customerId: string, now: Date): Promise<CustomerConduct> {
  const customer = await requireCustomer(tx, actor, customerId)
  const { rows } = await listRestrictions(tx, actor, { customerId: customer.id, limit: 50 }, now)
  const today = await todayOf({ tx, actor, now })
  const isOpen = rows.some(({ state, endsOn }) => state === 'proposed' || (state === 'inForce' && endsOn >= today))
  return {
    customer,
    evidence: await evidenceOf(tx, actor, customer.id, now),
    restrictions: rows,
    can: { propose: !isOpen && actor.permissions.has('conduct:propose') },
  }
}

function filtered(tx: Tx, actor: Actor, { state, appealed, customerId }: Partial<Query>) {
  let rows = tx
    .selectFrom('conduct_restriction as r')
    .select([
      'r.id',
      'r.customer_id',
      'r.state',
      'r.grade',
      'r.measures',
      'r.reason',
      'r.milder',
      'r.evidence',
      'r.case_ids',
      'r.at',
      'r.by_id',
    ])
    .select(['r.reviewed_at', 'r.reviewed_by', 'r.review_note', 'r.ended_at', 'r.end_kind', 'r.end_note', 'r.version'])
    .select(sql<string>`r.ends_on::text`.as('last_day'))
    .select([personNamed('r', 'by_id').as('by'), personNamed('r', 'reviewed_by').as('reviewer'), personNamed('r', 'ended_by').as('ender')])
    .where('r.tenant_id', '=', actor.tenantId)
  if (!seesAll(actor)) rows = rows.where('r.customer_id', 'in', customersSeen(tx, actor).$castTo<{ customer_id: string }>())
  if (state) rows = rows.where('r.state', 'in', state)
  if (customerId) rows = rows.where('r.customer_id', '=', customerId)
  if (appealed !== undefined)
    rows = rows.where(sql<boolean>`exists (select from conduct_appeal a where a.tenant_id = r.tenant_id and a.restriction_id = r.id
      and a.decided_at is null) = ${appealed}`)
  return rows
}

type Row = Awaited<ReturnType<ReturnType<typeof filtered>['executeTakeFirstOrThrow']>>

async function shown(tx: Tx, actor: Actor, rows: Row[], now: Date): Promise<Restriction[]> {
  if (rows.length === 0) return []
  const { tenantId, userId, permissions } = actor
  const tenant = await tx.selectFrom('tenant').select('name').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const zone = await tenantZone(tx, tenantId)
  const names = await customerNames(
    tx,
    tenantId,
    rows.map((row) => row.customer_id),
  )
  const contacts = await personNamesOf(tx, tenantId, contactsOf(rows))
  const appeals = await appealsOf(tx, tenantId, rows)
  const cases = await casesOf(tx, actor, rows)
  return rows.map((row): Restriction => {
    const own = appeals.get(row.id) ?? []
    const waiting = own.some(({ decidedAt }) => decidedAt === null)
    const customer = { id: row.customer_id, name: names.get(row.customer_id)?.name ?? '' }
    const measures = row.measures.map((measure) => shownMeasure(measure, contacts))
    const refs = row.case_ids.flatMap((id) => cases.get(id) ?? [])
    return {
      id: row.id,
      customer,
      state: row.state,
      grade: row.grade,
      measures,
      endsOn: row.last_day,
      reason: row.reason,
      milder: row.milder,
      evidence: row.evidence,
      cases: refs,
      at: row.at.toISOString(),
      by: row.by,
      reviewedAt: row.reviewed_at?.toISOString() ?? null,
      reviewedBy: row.reviewer,
      reviewNote: row.review_note,
      endedAt: row.ended_at?.toISOString() ?? null,
      endedBy: row.ender,
      endKind: row.end_kind,
      endNote: row.end_note,
      appeals: own,
      letter: letterOf({
        company: tenant.name,
        customer: customer.name,
        state: row.state,
        measures,
        reason: row.reason,
        numbers: refs.map(({ number }) => number),
        reviewedOn: row.reviewed_at && dayOf(row.reviewed_at, zone),
        endsOn: row.last_day,
        today: dayOf(now, zone),
        endKind: row.end_kind,
        appeal: own.findLast(({ verdict }) => verdict !== null) ?? null,
      }),
      version: row.version,
      can: {
        review: row.state === 'proposed' && permissions.has('conduct:review') && row.by_id !== userId,
        end: row.state === 'proposed' || row.state === 'inForce',
        appeal: row.state === 'inForce' && !waiting,
        decideAppeal: waiting && permissions.has('conduct:review') && row.by_id !== userId && row.reviewed_by !== userId,
      },
    }
  })
}

type Measures = Row['measures']
export const contactsOf = (rows: { measures: Measures }[]) =>
  rows.flatMap(({ measures }) => measures.flatMap((measure) => (measure.kind === 'singleContact' ? measure.contactId : [])))

export function shownMeasure(measure: Measures[number], contacts: Map<string, string>): ShownMeasure {
  const contactId = measure.kind === 'singleContact' ? measure.contactId : null
  return {
    kind: measure.kind,
    contact: contactId === null ? null : { id: contactId, name: contacts.get(contactId) ?? '' },
    perWeek: measure.kind === 'contactRate' ? measure.perWeek : null,
  }
}

async function appealsOf(tx: Tx, tenantId: string, restrictions: Row[]): Promise<Map<string, ConductAppeal[]>> {
  const rows = await tx
    .selectFrom('conduct_appeal as a')
    .select(['a.id', 'a.restriction_id', 'a.at', 'a.channel', 'a.reason', 'a.decided_at', 'a.verdict', 'a.note'])
    .select([personNamed('a', 'by_id').as('by'), personNamed('a', 'decided_by').as('decider')])
    .where('a.tenant_id', '=', tenantId)
    .where(
      'a.restriction_id',
      'in',
      restrictions.map(({ id }) => id),
    )
    .orderBy('a.at')
    .execute()
  const shownAppeal = (row: (typeof rows)[number]): ConductAppeal => ({
    id: row.id,
    at: row.at.toISOString(),
    by: row.by,
    channel: row.channel,
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decider,
    verdict: row.verdict,
    note: row.note,
  })
  return new Map([...Map.groupBy(rows, (row) => row.restriction_id)].map(([id, own]) => [id, own.map(shownAppeal)]))
}

async function casesOf(tx: Tx, actor: Actor, restrictions: Row[]) {
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'received_at'])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('id', 'in', [...new Set(restrictions.flatMap(({ case_ids }) => case_ids))])
    .where(visibleCases(actor))
    .execute()
  return new Map(rows.map((row) => [row.id, refOf(row)]))
}

/** Customers with a restriction that held on a day of the period: their complaints count once in figures about staff, and like anybody's elsewhere. */
export async function restrictedWithin(tx: Tx, tenantId: string, from: Date, to: Date): Promise<Set<string>> {
  const { rows } = await sql<{ customer_id: string }>`
    select distinct customer_id from conduct_restriction
    where tenant_id = ${tenantId} and state in ('inForce', 'ended') and reviewed_at < ${to} and coalesce(ended_at, ends_on + interval '1 day') >= ${from}`.execute(
    tx,
  )
  return new Set(rows.map(({ customer_id }) => customer_id))
}

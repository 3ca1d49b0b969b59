import type {
  PerformanceEdition,
  PerformanceSheet,
  PerformanceSheetList,
  PerformanceSheetQuery,
  PerformanceSheetRow,
} from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { personNamesOf, unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { shownObjections } from '../objections/list.ts'
import { isOwn, leads, type Sheet, stateOf } from '../who.ts'
import { lockWaits, objectionsOf } from './lock.ts'
import { type Edition, seenSheet } from './stored.ts'

type Query = z.infer<typeof PerformanceSheetQuery>
type Seen = Pick<Actor, 'userId' | 'unitId' | 'permissions'>
/** Sheets of a month of all people of a large company; more are narrowed by month. */
const mostRows = 1_000
const monthsShown = 13

/** As SQL what `maySee` says of a sheet `s`. */
function seen({ userId, unitId, permissions }: Seen, now: Date) {
  const own = sql`(s.kind = 'person' and s.subject_id = ${userId}::uuid)`
  const ofUnit = permissions.has('performance:lead') && unitId !== null ? sql`s.unit_id = ${unitId}::uuid` : sql`false`
  const led = permissions.has('performance:manage') ? sql`true` : sql`(s.kind = 'person' and ${ofUnit})`
  return sql<SqlBool>`s.shown_at <= ${now} and (${own} or (s.kind = 'unit' and ${ofUnit}) or ((s.locked_at is not null or s.open_at <= ${now}) and ${led}))`
}

const sheets = (tx: Tx, actor: Actor, now: Date) =>
  tx
    .selectFrom('performance_sheet as s')
    .innerJoin('performance_edition as e', (join) =>
      join
        .onRef('e.tenant_id', '=', 's.tenant_id')
        .onRef('e.sheet_id', '=', 's.id')
        .on(sql<SqlBool>`e.no = coalesce(s.locked_edition, s.edition)`),
    )
    .selectAll('s')
    .select(sql<PerformanceEdition['points']>`(e.figures ->> 'points')::float`.as('points'))
    .select(sql<number>`(e.figures ->> 'cases')::int`.as('cases'))
    .select(sql<PerformanceEdition['sides']>`e.figures -> 'sides'`.as('sides'))
    .select(
      sql<number>`(select count(*)::int from performance_objection o where o.tenant_id = s.tenant_id and o.sheet_id = s.id and o.decided_at is null)`.as(
        'waiting',
      ),
    )
    .where('s.tenant_id', '=', actor.tenantId)
    .where(seen(actor, now))

type Row = Awaited<ReturnType<ReturnType<typeof sheets>['executeTakeFirstOrThrow']>>
type Names = { people: ReadonlyMap<string, string>; units: ReadonlyMap<string, string> }

async function namesOf(tx: Tx, tenantId: string, rows: readonly Sheet[], more: readonly (string | null)[] = []): Promise<Names> {
  const ofPeople = rows.flatMap(({ kind, subject_id }) => (kind === 'person' ? [subject_id] : []))
  const ofUnits = rows
    .flatMap(({ kind, subject_id, unit_id }) => [unit_id, kind === 'unit' ? subject_id : null])
    .filter((id) => id !== null)
  return {
    people: await personNamesOf(tx, tenantId, [...ofPeople, ...rows.map(({ locked_by }) => locked_by), ...more]),
    units: await unitNamesOf(tx, tenantId, [...new Set(ofUnits)]),
  }
}

const named = (names: ReadonlyMap<string, string>, id: string | null): PerformanceEdition['by'] =>
  id === null ? null : { id, name: names.get(id) ?? '' }

function shownRow(actor: Actor, row: Row, { people, units }: Names, now: Date): PerformanceSheetRow {
  return {
    id: row.id,
    month: row.month,
    kind: row.kind,
    subject: { id: row.subject_id, name: (row.kind === 'person' ? people : units).get(row.subject_id) ?? '' },
    unit: named(units, row.unit_id),
    state: stateOf(row, now),
    isOwn: isOwn(actor, row),
    points: row.points,
    cases: row.cases,
    openAt: (row.open_at ?? row.prepared_at).toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    lockedAt: row.locked_at?.toISOString() ?? null,
    openObjections: row.waiting,
    amended: row.locked_edition !== null && row.edition > row.locked_edition,
  }
}

/** 绩效表 one may see. By unit and name, never by points: there is no ranking. */
export async function listSheets(tx: Tx, actor: Actor, query: Query, now: Date): Promise<PerformanceSheetList> {
  const rows = await sheets(tx, actor, now)
    .$if(query.month !== undefined, (some) => some.where('s.month', '=', query.month as string))
    .$if(query.kind !== undefined, (some) => some.where('s.kind', '=', query.kind as Sheet['kind']))
    .orderBy('s.month', 'desc')
    .orderBy('s.id')
    .limit(mostRows)
    .execute()
  const names = await namesOf(tx, actor.tenantId, rows)
  const shown = rows
    .map((row) => shownRow(actor, row, names, now))
    .filter((row) => query.own === undefined || row.isOwn === (query.own === 'true'))
    .filter((row) => query.state === undefined || query.state.includes(row.state))
  const inOrder = shown.toSorted(
    (one, other) =>
      other.month.localeCompare(one.month) ||
      one.kind.localeCompare(other.kind) ||
      (one.unit?.name ?? '').localeCompare(other.unit?.name ?? '', 'zh') ||
      one.subject.name.localeCompare(other.subject.name, 'zh') ||
      one.id.localeCompare(other.id),
  )
  return wholeList(inOrder)
}

/** 一份绩效表, as locked or as it stands, with corrections, objections and the months before. @throws NOT_FOUND */
export async function findSheet(tx: Tx, actor: Actor, id: string, now: Date): Promise<PerformanceSheet> {
  const sheet = await seenSheet({ tx, actor, now }, id)
  const { tenantId } = actor
  const row = await sheets(tx, actor, now).where('s.id', '=', id).executeTakeFirstOrThrow()
  const editions = await tx
    .selectFrom('performance_edition')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sheet_id', '=', id)
    .orderBy('no')
    .execute()
  const given = await objectionsOf(tx, tenantId, id)
  const months = await sheets(tx, actor, now)
    .where('s.kind', '=', sheet.kind)
    .where('s.subject_id', '=', sheet.subject_id)
    .where('s.month', '<=', sheet.month)
    .orderBy('s.month', 'desc')
    .limit(monthsShown)
    .execute()
  const names = await namesOf(
    tx,
    tenantId,
    [sheet],
    editions.map(({ by_id }) => by_id),
  )
  const told = (edition: Edition): PerformanceEdition => {
    const { no, kind, at, by_id, reason, sequence, figures } = edition
    const { points, sides, cases, talkTime } = figures
    return { no, kind, at: at.toISOString(), by: named(names.people, by_id), reason, sequence, points, sides, cases, talkTime }
  }
  const all = editions.map(told)
  const current = all.find(({ no }) => no === (sheet.locked_edition ?? sheet.edition)) as PerformanceEdition
  const state = stateOf(sheet, now)
  const own = isOwn(actor, sheet)
  const isPerson = actor.tokenId === null
  const signs = isPerson && leads(actor, sheet) && !own && state !== 'locked'
  return {
    ...shownRow(actor, row, names, now),
    version: sheet.version,
    shownAt: (sheet.shown_at ?? sheet.prepared_at).toISOString(),
    lockedBy: named(names.people, sheet.locked_by),
    rules: sheet.rules,
    edition: current,
    amendments: all.filter(({ kind }) => kind === 'amended'),
    history: all.map(({ no, kind, at, by, reason, sequence, points }) => ({ no, kind, at, by, reason, sequence, points })),
    objections: await shownObjections(tx, actor, given, new Map([[id, { ...sheet, name: row.kind }]])),
    months: months.toReversed().map((one) => ({
      id: one.id,
      month: one.month,
      state: stateOf(one, now),
      points: one.points,
      sides: one.sides.map(({ criterion, points, weight }) => ({ criterion, points, weight })),
    })),
    can: {
      acknowledge: isPerson && own && sheet.acknowledged_at === null,
      object: isPerson && own && state !== 'locked',
      lock: signs && lockWaits(sheet, given, actor.userId, now) === null,
      amend: isPerson && state === 'locked' && !own && actor.permissions.has('performance:manage'),
    },
    lockWaits: signs ? lockWaits(sheet, given, actor.userId, now) : null,
  }
}

import { WarningKind, type WarningQuality } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { todayOf } from './counts.ts'
import { type OutsideEvent, outsideEvents } from './outside-events.ts'
import { caseKinds, figuresOf, type Miss } from './quality.ts'
import { settingOf } from './settings.ts'
import { type ToldWarning, toldIn } from './told.ts'

const usualDays = 90
const shownMissedCases = 20

/** 预警质量 of the period, as a whole, by kind and by month; 90 days up to now unless asked. */
export async function qualityOf(
  tx: Tx,
  actor: Actor,
  asked: { from?: string | undefined; to?: string | undefined },
  now: Date,
): Promise<WarningQuality> {
  const { tenantId } = actor
  const to = asked.to ? new Date(asked.to) : now
  const from = asked.from ? new Date(asked.from) : new Date(to.getTime() - usualDays * 86_400_000)
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const rows = await qualityRows(tx, tenantId, { from, to, now, zone })
  const { told, events, misses, series } = rows
  const days = daysOf({ from, to: to < now ? to : now })
  const months = [...new Set([...told, ...events, ...misses].map(({ month }) => month))].sort()
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    all: qualityFigures(rows, null, { from, to: to < now ? to : now }),
    byKind: WarningKind.options.map((kind) => ({
      kind,
      series: series[kind] ?? null,
      ...figuresOf(
        told.filter((one) => one.kind === kind),
        events,
        misses.filter((one) => one.kind === kind),
        { kind, series: series[kind] ?? null, days },
      ),
    })),
    byMonth: months.map((month) => ({
      month,
      ...figuresOf(
        told.filter((one) => one.month === month),
        events.filter((one) => one.month === month),
        misses.filter((one) => one.month === month),
        { days: 30 },
      ),
    })),
    budget: { singlesADay: (await settingOf(tx, tenantId)).singlesADay, days: await budgetDays(tx, tenantId, from, now) },
    missedCases: await missedCasesOf(tx, actor, events),
  }
}

type MissRow = Miss & { id: string; subject: string; at: Date }
/** What the quality of a period is judged by. */
export type QualityRows = {
  told: (ToldWarning & { isOfCase: boolean })[]
  events: OutsideEvent[]
  misses: MissRow[]
  series: Partial<Record<WarningKind, number>>
}

export async function qualityRows(
  tx: Tx,
  tenantId: string,
  { from, to, now, zone }: { from: Date; to: Date; now: Date; zone: string },
): Promise<QualityRows> {
  return {
    told: (await toldIn(tx, tenantId, from, to, now, zone)).map((one) => ({ ...one, isOfCase: caseKinds.includes(one.kind) })),
    events: await outsideEvents(tx, tenantId, from, to, zone),
    misses: await missesIn(tx, tenantId, from, to, zone),
    series: await seriesOf(tx, tenantId),
  }
}

const daysOf = ({ from, to }: { from: Date; to: Date }) => Math.max(1, (to.getTime() - from.getTime()) / 86_400_000)

/**
 * The figures over all kinds, of all rows or of those with these ids; false alarms per series of surges, the only kind that watches series.
 * @param span up to now at most
 */
export function qualityFigures(
  { told, events, misses, series }: QualityRows,
  ids: ReadonlySet<string> | null,
  span: { from: Date; to: Date },
): WarningQuality['all'] & { seriesMonths: number } {
  const days = daysOf(span)
  const has = (id: string) => ids === null || ids.has(id)
  const own = told.filter(({ id }) => has(id))
  const surges = own.filter(({ kind }) => kind === 'surge')
  const figures = figuresOf(
    own,
    events.filter(({ caseId }) => has(caseId)),
    misses.filter(({ id }) => has(id)),
    { days },
  )
  const { falseAlarmsPerSeriesMonth } = figuresOf(surges, [], [], { series: series.surge ?? null, days })
  return { ...figures, falseAlarmsPerSeriesMonth, seriesMonths: Number((((series.surge ?? 0) * days) / 30).toFixed(2)) }
}

/** Those of them the person may see; the newest. */
async function missedCasesOf(tx: Tx, actor: Actor, events: readonly OutsideEvent[]): Promise<WarningQuality['missedCases']> {
  const missed = events.filter(({ warnedBy }) => warnedBy.length === 0)
  const rows = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where(sql<SqlBool>`id = any(${missed.map(({ caseId }) => caseId)}::uuid[])`)
    .where(visibleCases(actor))
    .execute()
  const seen = new Set(rows.map(({ id }) => id))
  return missed
    .filter(({ caseId }) => seen.has(caseId))
    .slice(0, shownMissedCases)
    .map(({ caseId, number, at }) => ({ caseId, number, at: at.toISOString() }))
}

async function missesIn(tx: Tx, tenantId: string, from: Date, to: Date, zone: string): Promise<MissRow[]> {
  const { rows } = await sql<MissRow>`
    select id, kind, subject, happened_at as at, to_char(happened_at at time zone ${zone}, 'YYYY-MM') as month from warning_miss
    where tenant_id = ${tenantId} and happened_at >= ${from} and happened_at < ${to} limit 20000`.execute(tx)
  return rows
}

/** How many series each kind watches; kinds that watch none are missing. */
async function seriesOf(tx: Tx, tenantId: string): Promise<Partial<Record<WarningKind, number>>> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from series where tenant_id = ${tenantId}`.execute(tx)
  return { surge: rows[0]?.count ?? 0 }
}

async function budgetDays(tx: Tx, tenantId: string, from: Date, now: Date) {
  const { rows } = await sql<{ day: string; told: number; held: number }>`
    select day::text as day, sum(singles)::int as told, sum(held)::int as held from warning_told
    where tenant_id = ${tenantId} and day >= ${from.toISOString().slice(0, 10)}::date and day <= ${await todayOf(tx, tenantId, now)}::date
    group by day order by day`.execute(tx)
  return rows
}

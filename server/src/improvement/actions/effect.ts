import type { ActionEffect } from '@zhiwei/contract'
import { type CountedRate, judgeFall } from '@zhiwei/signals'
import { type SqlBool, sql } from 'kysely'
import { openStatuses } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginOf, type Day, dayAfter, dayOf, daysBetween } from '../../platform/days.ts'
import type { Action } from './act.ts'
import { exposureOf } from './rules.ts'
import type { ImprovementSources } from './sources.ts'
import type { Criterion } from './tables.ts'

type Span = { from: Day; to: Day }
type Counted = ActionEffect['before']
const nothing: Counted = { count: 0, exposure: 0, from: null, to: null, undetermined: 0 }

/** 措施效果: what was counted before and after, their rate ratio, and what it says. Source: docs/rules/actions.md */
export async function effectOf(tx: Tx, action: Action, now: Date, sources: ImprovementSources): Promise<ActionEffect> {
  const { criterion } = action
  const judgedAt = action.judged_at?.toISOString() ?? null
  if (!criterion)
    return {
      before: nothing,
      after: nothing,
      unit: 'days',
      ...unknown,
      wantedRatio: null,
      verdict: 'notEnoughData',
      why: 'noCriterion',
      until: null,
      judgedAt,
    }
  const zone = await tenantZone(tx, action.tenant_id)
  const yesterday = dayAfter(dayOf(now, zone), -1)
  const before = spanOf(action.before_from, action.before_to)
  const window = spanOf(action.after_from, action.after_to)
  // Of a window that still runs the whole days that are over.
  const after = window && window.from <= yesterday ? { ...window, ...(window.to > yesterday && { to: yesterday }) } : null
  const exposures = await exposuresOf(tx, action, criterion, [before, after], sources)
  const counted = async (span: Span | null, exposure: number) =>
    span ? { ...(await countOf(tx, action, criterion, span, zone, sources)), exposure, ...span } : { ...nothing, determined: 0 }
  const { determined, ...countedBefore } = await counted(before, exposures.of[0] ?? 0)
  const { determined: _, ...countedAfter } = await counted(after, exposures.of[1] ?? 0)
  const judged = judge(countedBefore, countedAfter, criterion.wantedRatio, determined)
  const runs = window !== null && window.to > yesterday
  return {
    before: countedBefore,
    after: countedAfter,
    unit: exposures.unit,
    ...judged,
    ...(window === null && ({ verdict: 'notEnoughData', why: 'notDone' } as const)),
    ...(runs && ({ verdict: 'notEnoughData', why: 'windowRunning' } as const)),
    wantedRatio: criterion.wantedRatio,
    until: window?.to ?? null,
    judgedAt,
  }
}

const spanOf = (from: Day | null, to: Day | null): Span | null => (from && to ? { from, to } : null)
const daysOf = (span: Span | null) => (span ? daysBetween(span.from, span.to) + 1 : 0)
const unknown = { rateRatio: null, interval: null, p: null }
const rounded = (value: number) => Number(value.toPrecision(6))

/**
 * The verdict of the counts; a fall that would not stand if complaints still being looked into had this cause as often as those before is none.
 * @param determined complaints before whose cause is known, or known to be none
 */
function judge(before: Counted, after: Counted, wanted: number, determined: number) {
  if (before.exposure <= 0 || after.exposure <= 0) return { ...unknown, verdict: 'notEnoughData', why: 'fewCases' } as const
  const ratio = judgeFall(before, after, wanted)
  const told = {
    rateRatio: ratio.value === null ? null : rounded(ratio.value),
    interval: { low: rounded(ratio.low), high: ratio.high === null ? null : rounded(ratio.high), confidence: ratio.confidence },
    p: rounded(ratio.p),
  }
  if (ratio.verdict === 'notEnoughData') return { ...told, verdict: 'notEnoughData', why: 'fewCases' } as const
  const hidden = Math.ceil((after.undetermined * before.count) / Math.max(1, determined))
  const atWorst: CountedRate = { count: after.count + hidden, exposure: after.exposure }
  if (ratio.verdict === 'worked' && judgeFall(before, atWorst, wanted).verdict !== 'worked')
    return { ...told, verdict: 'notEnoughData', why: 'causesUnknown' } as const
  return { ...told, verdict: ratio.verdict, why: null }
}

/** Customers or orders at risk where the point's are known for both windows, else days. */
async function exposuresOf(tx: Tx, action: Action, { of }: Criterion, spans: (Span | null)[], sources: ImprovementSources) {
  const days = { unit: 'days' as const, of: spans.map(daysOf) }
  if (of !== 'riskPoint' || !action.risk_point_id) return days
  const months = new Map(
    (await sources.riskPointExposures(tx, action.tenant_id, action.risk_point_id)).map(({ month, exposure }) => [month, exposure]),
  )
  const atRisk = spans.map((span) => (span ? exposureOf(months, span.from, span.to) : 0))
  return atRisk.every((exposure) => exposure !== null) && months.size > 0
    ? { unit: 'atRisk' as const, of: atRisk.map((exposure) => Math.round(exposure ?? 0)) }
    : days
}

async function countOf(tx: Tx, action: Action, criterion: Criterion, span: Span, zone: string, sources: ImprovementSources) {
  const { tenant_id: tenantId, cause, risk_point_id: riskPointId } = action
  // What belongs to a risk point is known as soon as it comes.
  if (criterion.of === 'riskPoint' && riskPointId)
    return { count: await sources.riskPointCount(tx, tenantId, riskPointId, span.from, span.to), undetermined: 0, determined: 0 }
  const received = complaintsIn(tx, tenantId, criterion, { from: beginOf(span.from, zone), to: beginOf(dayAfter(span.to, 1), zone) })
  const { count } = await received
    .where(
      sql<SqlBool>`(root_cause collate "C" = ${cause} or (root_cause collate "C" >= ${`${cause}.`} and root_cause collate "C" < ${`${cause}/`}))`,
    )
    .executeTakeFirstOrThrow()
  const { count: undetermined } = await received
    .where('status', 'in', [...openStatuses])
    .where('root_cause', 'is', null)
    .executeTakeFirstOrThrow()
  const { count: all } = await received.executeTakeFirstOrThrow()
  return { count, undetermined, determined: all - undetermined }
}

function complaintsIn(tx: Tx, tenantId: string, { product, region, unitId }: Criterion, { from, to }: { from: Date; to: Date }) {
  let rows = tx
    .selectFrom('complaint_case')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('received_at', '>=', from)
    .where('received_at', '<', to)
    .where('erased_at', 'is', null)
    .where('merged_into', 'is', null)
  if (product) rows = rows.where('product', '=', product)
  if (region) rows = rows.where('region', '=', region)
  if (unitId) rows = rows.where('unit_id', '=', unitId)
  return rows
}

import type { MeasureCut, MeasureFigure, MeasureName, ReportTemplateContent, ReportTemplateSection } from '@zhiwei/contract'
import { sql } from 'kysely'
import { answerMeasures, measureDefinitions } from '../../analytics/index.ts'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Day, dayAfter } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { keysUpTo, type Periods, type Span } from '../periods.ts'
import { listOf } from './lists.ts'
import { namesOfKeys } from './names.ts'
import type { CutRow, Figures, Part, ReportFacts } from './types.ts'

type Asking = { tx: Tx; actor: Actor; zone: string; now: Date; periods: Periods }
type Progress = (share: number) => Promise<unknown>

/** 取数: every figure of a report from the measures, its lists from the rows; all in the transaction it is given, so that it is of one moment. */
export async function gatherFacts(
  tx: Tx,
  given: { tenantId: string; zone: string; now: Date; periods: Periods; template: ReportTemplateContent },
  progress: Progress = async () => {},
): Promise<ReportFacts> {
  const { tenantId, periods, template } = given
  const asking: Asking = { tx, actor: systemActor(tenantId), ...given }
  const { name: company } = await tx.selectFrom('tenant').select('name').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const { first } = await tx
    .selectFrom('cycle_fact')
    .select(sql<Day | null>`(min(began_at) at time zone ${given.zone})::date::text`.as('first'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const known = new Set(measureDefinitions().map(({ name }) => name))
  const names = [...new Set(template.sections.flatMap(measuresOf))].filter((name) => known.has(name))
  const { figures, sequence } = await figuresOf(asking, names)
  const parts: (Part | null)[] = []
  for (const [at, section] of template.sections.entries()) {
    parts.push(await partOf(asking, section))
    await progress((at + 1) / template.sections.length)
  }
  return {
    company,
    sequence,
    period: periods.period,
    before: periods.before,
    knownFrom: first,
    definitions: measureDefinitions().filter(({ name }) => names.includes(name)),
    figures,
    parts,
  }
}

const measuresOf = (section: ReportTemplateSection): MeasureName[] => ('measures' in section ? section.measures : [])

const until = ({ from, to }: Span) => ({ from, to: dayAfter(to, 1) })

async function figuresOf({ tx, actor, now, periods }: Asking, names: MeasureName[]): Promise<{ figures: Figures[]; sequence: number }> {
  const answer = await answerMeasures(tx, actor, { names: names.length > 0 ? names : ['complaints'], ...until(periods.period) }, now)
  if (names.length === 0) return { figures: [], sequence: answer.sequence }
  const before = await answerMeasures(tx, actor, { names, ...until(periods.before) }, now)
  const figures = answer.measures.flatMap(({ name, total, lastYear }) => {
    const earlier = before.measures.find((measured) => measured.name === name)
    return earlier ? [{ name, now: total, before: earlier.total, lastYear }] : []
  })
  return { figures, sequence: answer.sequence }
}

function partOf(asking: Asking, section: ReportTemplateSection): Promise<Part | null> | null {
  switch (section.kind) {
    case 'table':
    case 'chart':
      return isTime(section.by) ? courseOf(asking, section.measures, section.by, section.most) : cutOf(asking, section)
    case 'cases':
    case 'warnings':
    case 'actions':
      return listOf(asking.tx, asking.actor.tenantId, section, asking.periods.period, asking.zone, asking.now)
    case 'causes':
      return causesOf(asking, section.most)
    default:
      return null
  }
}

type TimeCut = 'day' | 'week' | 'month'
const isTime = (by: MeasureCut): by is TimeCut => by === 'day' || by === 'week' || by === 'month'
const nothing: MeasureFigure = { numerator: 0, denominator: null, value: 0, p90: null, interval: null, enough: true }

/** A measure along time, up to the report's last day. Of a count a day without any is nought, of others there is nothing to say. */
async function courseOf({ tx, actor, now, periods }: Asking, names: MeasureName[], by: TimeCut, count: number): Promise<Part> {
  const keys = keysUpTo(by, periods.period.to, count)
  const { measures } = await answerMeasures(
    tx,
    actor,
    { names, by, ...until({ ...periods.period, from: keys[0]?.from ?? periods.period.from }) },
    now,
  )
  const [measured] = measures
  const points = keys.map(({ key, from }) => ({
    from,
    figure: measured?.rows.find((row) => row.key === key) ?? (measured?.unit === 'count' ? nothing : null),
  }))
  return { kind: 'course', points: points.map(({ from, figure }) => ({ from, figure: figure && bare(figure) })) }
}

const bare = ({ numerator, denominator, value, p90, interval, enough }: MeasureFigure): MeasureFigure => ({
  numerator,
  denominator,
  value,
  p90,
  interval,
  enough,
})

/** Measures by a property of the case, the largest of the first one first. */
async function cutOf(
  { tx, actor, now, periods }: Asking,
  { measures: names, by, most }: { measures: MeasureName[]; by: MeasureCut; most: number },
): Promise<Part> {
  const { measures } = await answerMeasures(tx, actor, { names, by, ...until(periods.period) }, now)
  const keys = (measures[0]?.rows ?? []).map(({ key }) => key)
  const shown = keys.slice(0, most)
  const words = await namesOfKeys(tx, actor.tenantId, by, measures[0]?.rows ?? [])
  const rows = shown.map(
    (key): CutRow => ({
      name: words(key),
      figures: names.map((name) => {
        const found = measures.find((measured) => measured.name === name)?.rows.find((row) => row.key === key)
        return found ? bare(found) : null
      }),
    }),
  )
  return { kind: 'cut', rows, left: keys.length - shown.length }
}

/** 原因: the measure of causes found, cut by cause, each with its share of all. */
async function causesOf({ tx, actor, now, periods }: Asking, most: number): Promise<Part> {
  const { measures } = await answerMeasures(tx, actor, { names: ['causesFound'], by: 'cause', ...until(periods.period) }, now)
  const rows = measures[0]?.rows ?? []
  const all = measures[0]?.total.numerator ?? 0
  const words = await namesOfKeys(tx, actor.tenantId, 'cause', rows)
  return {
    kind: 'list',
    total: all,
    rows: rows
      .slice(0, most)
      .map(({ key, numerator }) => [words(key), String(numerator), `${(((numerator ?? 0) / all) * 100).toFixed(1)}%`]),
  }
}

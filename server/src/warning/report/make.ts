import { setImmediate } from 'node:timers/promises'
import type { ReportFigures } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { JobData, JobHandlers } from '../../platform/jobs.ts'
import { firstDayOf } from '../forecast/history.ts'
import { type DayClasses, knownEffects, withPeakModes, yearlyPeakOn } from '../forecast/peaks.ts'
import { planInForce } from '../governance/versions.ts'
import { dayAfter, daysBetween } from '../series/days.ts'
import type { CategoryNames } from '../series/names.ts'
import type { Day } from '../series/tables.ts'
import { figuresOf } from './figures.ts'
import { type Matter, mattersOf, type Period } from './matters.ts'
import { measuresOf, reasonsOf, type WordsOf } from './reasons.ts'
import { comingOf, conclusionOf, happenedOf, whyOf } from './sentences.ts'
import type { StoredMeasure } from './tables.ts'

export type ReportSources = { categoryNames: CategoryNames; dayClasses: DayClasses; wordsOf: WordsOf }

export const makeReportJob = 'warning.makeReport'
export const reportJobs = (sources: ReportSources): JobHandlers => ({ [makeReportJob]: makeReport(sources) })

/** Runs a part of the work in a transaction of its own; the demo runs all in one. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** 生成报告 as a job: a killed run begins anew. */
export const makeReport =
  (sources: ReportSources) =>
  async (deps: Deps, { tenantId, reportId }: JobData, signal?: AbortSignal) => {
    const id = String(reportId)
    const write: InTransaction = (work) => deps.database.tenant(tenantId).transaction().execute(work)
    try {
      await writeReport(write, tenantId, id, sources, deps.clock)
    } catch (error) {
      if (!signal?.aborted) await write((tx) => tell(tx, tenantId, id, { state: 'failed' }))
      throw error
    }
  }

/** Writes it section by section, each seen as progress. A report that people already edit is left alone. */
export async function writeReport(write: InTransaction, tenantId: string, id: string, sources: ReportSources, clock: () => Date) {
  const period = await write((tx) => beginReport(tx, tenantId, id))
  if (!period) return
  const known = await write((tx) => knownDays(tx, tenantId, sources, period))
  const matters = await write((tx) => mattersOf(tx, tenantId, period, known.from, sources.categoryNames))
  const made: { name: string; figures: ReportFigures }[] = []
  for (const [at, matter] of matters.entries()) {
    const { figures } = await write((tx) => addSection(tx, tenantId, id, at + 1, matter, period, known, sources, clock()))
    if (matter.about !== 'overview') made.push({ name: matter.name, figures })
    await write((tx) => tell(tx, tenantId, id, { progress: (at + 1) / (matters.length + 1), step: 'writing' }))
    await setImmediate()
  }
  await write(async (tx) => {
    await insertSection(tx, tenantId, id, matters.length + 1, {
      about: 'conclusion',
      title: '结论与安排',
      happened: conclusionOf(made),
      why: '',
      coming: '',
      measures: [],
      figures: null,
      subjectId: null,
    })
    await tell(tx, tenantId, id, { progress: 1, step: 'finished', state: 'draft', made_at: clock() })
  })
}

async function beginReport(tx: Tx, tenantId: string, id: string): Promise<Period | null> {
  const row = await tx
    .selectFrom('report')
    .select(['state', sql<Day>`from_day::text`.as('from'), sql<Day>`to_day::text`.as('to')])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.state === 'draft' || row.state === 'finished') return null
  await tx.deleteFrom('report_section').where('tenant_id', '=', tenantId).where('report_id', '=', id).execute()
  await tell(tx, tenantId, id, { state: 'making', progress: 0, step: 'reading' })
  return { from: row.from, to: row.to }
}

type Told = { state?: 'making' | 'draft' | 'failed'; progress?: number; step?: string; made_at?: Date }
const tell = (tx: Tx, tenantId: string, id: string, told: Told) =>
  tx.updateTable('report').set(told).where('tenant_id', '=', tenantId).where('id', '=', id).execute()

type Known = { from: Day; kinds: (string | null)[]; effects: Record<string, number> }

/** Days counted from and what kinds of days they are, four weeks after the period included. */
async function knownDays(tx: Tx, tenantId: string, { dayClasses }: ReportSources, period: Period): Promise<Known> {
  const from = (await firstDayOf(tx, tenantId, dayAfter(period.to, 1))) ?? period.from
  const length = Math.max(1, daysBetween(from, period.to) + 1) + 28
  const classes = await withPeakModes(dayClasses)(tx, tenantId, from, length)
  const kinds = classes.map((kind, at) => kind ?? yearlyPeakOn(dayAfter(from, at)))
  return { from: from < period.to ? from : period.from, kinds, effects: await knownEffects(tx, tenantId, from, length) }
}

async function addSection(
  tx: Tx,
  tenantId: string,
  id: string,
  no: number,
  matter: Matter,
  period: Period,
  known: Known,
  { wordsOf }: ReportSources,
  now: Date,
) {
  const { figures, told } = figuresOf(matter, period, known)
  const reasons = await reasonsOf(tx, tenantId, matter.caseIds, period.from, wordsOf)
  const words = [...new Set([...matter.words, ...reasons.words])].slice(0, 8)
  await insertSection(tx, tenantId, id, no, {
    about: matter.about,
    subjectId: matter.id,
    title: matter.name,
    happened: happenedOf(figures, daysBetween(period.from, period.to) + 1),
    why: whyOf(reasons),
    coming: comingOf(figures, { enough: told.enough, mase: told.quality?.mase ?? null, naiveMase: told.quality?.naiveMase ?? null }),
    measures: await proposedMeasures(tx, tenantId, matter, figures, now),
    figures: { ...figures, words },
  })
  return { figures }
}

/** The risk point's own measure, those of its warnings, and where it rose without any the steps of the plan, still without an owner. */
async function proposedMeasures(tx: Tx, tenantId: string, matter: Matter, { ratio }: ReportFigures, now: Date): Promise<StoredMeasure[]> {
  const known = [...(matter.measure ? [matter.measure] : []), ...(await measuresOf(tx, tenantId, matter.caseIds, matter.about))]
  if (known.length > 0 || !ratio || ratio.low <= 1) return known
  const kind = matter.about === 'topic' ? 'topic' : matter.about === 'riskPoint' ? 'riskPoint' : 'surge'
  const { steps } = await planInForce(tx, tenantId, kind, now)
  return steps.slice(0, 3).map((text) => ({ text, ownerId: null, dueOn: null }))
}

type NewSection = {
  about: Matter['about'] | 'conclusion'
  subjectId: string | null
  title: string
  happened: string
  why: string
  coming: string
  measures: StoredMeasure[]
  figures: ReportFigures | null
}

const insertSection = (tx: Tx, tenantId: string, reportId: string, no: number, { subjectId, measures, figures, ...section }: NewSection) =>
  tx
    .insertInto('report_section')
    .values({
      tenant_id: tenantId,
      report_id: reportId,
      no,
      subject_id: subjectId,
      ...section,
      measures: JSON.stringify(measures),
      figures: JSON.stringify(figures),
      changed_at: null,
      changed_by: null,
    })
    .execute()

import type { MeasureDefinition, Measured, MeasureFigure, MeasureName } from '@zhiwei/contract'
import type { Day } from '../../platform/days.ts'
import type { Span } from '../periods.ts'

export type Words = { zh: string; en: string }
/** A figure beside that of the period before and of the same days a year earlier. */
export type Figures = { name: MeasureName; now: MeasureFigure; before: MeasureFigure; lastYear: MeasureFigure }
/** What a measure means, as it was when the report was made. */
export type Definition = Pick<MeasureDefinition, 'name' | 'title' | 'formula' | 'counted' | 'source' | 'moreIsBetter'> & {
  unit: Measured['unit']
}

export type CutRow = { name: Words; figures: (MeasureFigure | null)[] }
/** A cell of a list: a text, a day, a code that has words, or a name. */
export type Cell = string | null | { code: string } | Words
export type Part =
  | { kind: 'cut'; rows: CutRow[]; left: number }
  | { kind: 'course'; points: { from: Day; figure: MeasureFigure | null }[] }
  | { kind: 'list'; rows: Cell[][]; total: number }

/** 事实底稿: everything that was counted for a report, kept with it. No name, number or word of a customer stands here. */
export type ReportFacts = {
  company: string
  sequence: number
  period: Span
  before: Span
  /** The first day anything was received; null: nothing ever. */
  knownFrom: Day | null
  definitions: Definition[]
  figures: Figures[]
  /** By section of the template; null where it needs nothing of its own. */
  parts: (Part | null)[]
}

import { type Analysis, maskPersonalData } from '@zhiwei/text'

/** A row worth reading first. */
export type UrgentRow = { row: number; excerpt: string; analysis: Analysis; weight: number }
/** What the summary counts over all rows. */
export type Tally = {
  texts: number
  empty: number
  categories: Map<string, number>
  sentiments: Map<string, number>
  stages: Map<string, number>
  severities: Map<string, number>
  signals: Map<string, number>
  months: Map<string, number>
  urgent: UrgentRow[]
  sample: string
}

const urgentShown = 20
const excerptLength = 90
const sampleLength = 20_000
const severityWeight: Record<Analysis['severity'], number> = { general: 0, major: 3, serious: 6, critical: 10 }

export const newTally = (): Tally => ({
  texts: 0,
  empty: 0,
  categories: new Map(),
  sentiments: new Map(),
  stages: new Map(),
  severities: new Map(),
  signals: new Map(),
  months: new Map(),
  urgent: [],
  sample: '',
})

/** Adds one row's analysis; `month` as YYYY-MM where the row has a date. */
export function count(tally: Tally, row: number, text: string, analysis: Analysis, month: string | undefined) {
  tally.texts++
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  if (analysis.category[0]) add(tally.categories, analysis.category[0].code)
  add(tally.sentiments, analysis.sentiment)
  add(tally.stages, String(analysis.stage.level))
  add(tally.severities, analysis.severity)
  for (const kind of new Set(analysis.signals.map((signal) => signal.kind))) add(tally.signals, kind)
  if (month) add(tally.months, month)
  if (tally.sample.length < sampleLength) tally.sample += `${text.slice(0, 400)}\n`
  keepUrgent(tally.urgent, row, text, analysis)
}

function keepUrgent(urgent: UrgentRow[], row: number, text: string, analysis: Analysis) {
  const weight =
    severityWeight[analysis.severity] + 2 * analysis.stage.level + (analysis.signals.some(({ kind }) => kind === 'selfHarm') ? 20 : 0)
  if (urgent.length === urgentShown && weight <= (urgent.at(-1)?.weight ?? 0)) return
  const { masked } = maskPersonalData(text.replace(/\s+/gu, ' ').trim())
  urgent.push({ row, excerpt: masked.length > excerptLength ? `${masked.slice(0, excerptLength)}…` : masked, analysis, weight })
  urgent.sort((a, b) => b.weight - a.weight || a.row - b.row)
  urgent.length = Math.min(urgent.length, urgentShown)
}

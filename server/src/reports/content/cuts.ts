import type { MeasureCut, ReportBlock, ReportLanguage, ReportTemplateSection } from '@zhiwei/contract'
import { cutWords } from '../../analytics/index.ts'
import type { CutRow, Part } from '../facts/types.ts'
import { valueText } from '../words/figure-words.ts'
import { cellOf, type Telling } from './content.ts'
import { barDrawing, courseDrawing, type Point } from './drawings.ts'

type Section<Kind extends ReportTemplateSection['kind']> = Extract<ReportTemplateSection, { kind: Kind }>

const nothing = ({ language }: Telling): ReportBlock[] => [
  { kind: 'small', text: language === 'zh-CN' ? '这段时间没有可计的。' : 'Nothing to count in this period.' },
]

/** 表: measures by a property of the case, or one along time. */
export function cutTable(telling: Telling, section: Section<'table'>, part: Part | null): ReportBlock[] {
  const { language, say, facts } = telling
  const told = section.measures.flatMap((name) => facts.definitions.find((definition) => definition.name === name) ?? [])
  if (!part || part.kind === 'list' || told.length === 0) return nothing(telling)
  const rows: CutRow[] =
    part.kind === 'cut' ? part.rows : part.points.map(({ from, figure }) => ({ name: { zh: from, en: from }, figures: [figure] }))
  if (rows.length === 0) return nothing(telling)
  const columns = [say(cutWords[section.by]), ...told.map(({ title }) => say(title))]
  const table: ReportBlock = {
    kind: 'table',
    columns: part.kind === 'cut' ? columns : columns.slice(0, 2),
    rows: rows.map(({ name, figures }) => [
      say(name),
      ...(part.kind === 'cut' ? told : told.slice(0, 1)).map((definition, at) => cellOf(figures[at] ?? null, definition, language)),
    ]),
    numbers: told.map((_, at) => at + 1),
  }
  const left = part.kind === 'cut' ? part.left : 0
  return left > 0 ? [table, { kind: 'small', text: leftWords(left, language) }] : [table]
}

/** How many rows a table leaves out. */
export const leftWords = (left: number, language: ReportLanguage) => (language === 'zh-CN' ? `另有 ${left} 行未列。` : `${left} more rows.`)

/** 图: along time a line with its band, else bars. */
export function chartBlocks(telling: Telling, section: Section<'chart'>, part: Part | null): ReportBlock[] {
  const { language, say } = telling
  const [definition] = section.measures.flatMap((name) => telling.facts.definitions.find((one) => one.name === name) ?? [])
  if (!part || part.kind === 'list' || !definition) return nothing(telling)
  const zh = language === 'zh-CN'
  const text = (value: number) => valueText(value, definition.unit, language)
  const pointOf = (label: string, figure: CutRow['figures'][number]): Point => ({
    label,
    value: figure?.value ?? null,
    low: figure?.interval?.low ?? null,
    high: figure?.interval?.high ?? null,
    text: figure?.value == null ? (zh ? '样本不足' : 'too few') : text(figure.value),
  })
  const by = say(cutWords[section.by])
  const label = zh ? `${definition.title.zh}（按${by}）` : `${say(definition.title)} by ${by.toLowerCase()}`
  const ranged =
    part.kind === 'cut' ? part.rows.some(({ figures }) => figures[0]?.interval) : part.points.some(({ figure }) => figure?.interval)
  const key = ranged
    ? zh
      ? part.kind === 'cut'
        ? '细线：95% 区间'
        : '色带：95% 区间'
      : part.kind === 'cut'
        ? 'whiskers: 95% interval'
        : 'band: 95% interval'
    : ''
  const words = { label, key, text, isShare: definition.unit === 'share' }
  const points =
    part.kind === 'cut'
      ? part.rows.map(({ name, figures }) => pointOf(say(name), figures[0] ?? null))
      : part.points.map(({ from, figure }) => pointOf(shortDay(from, section.by), figure))
  if (points.every(({ value }) => value === null)) return nothing(telling)
  // The caption stands in the picture's own words, so that it is not torn from it.
  return [{ kind: 'chart', drawing: titled(part.kind === 'cut' ? barDrawing(points, words) : courseDrawing(points, words)) }]
}

const shortDay = (from: string, by: MeasureCut) => (by === 'month' ? from.slice(2, 7) : from.slice(5))

const titled = (drawing: ReturnType<typeof barDrawing>): ReturnType<typeof barDrawing> => ({
  ...drawing,
  shapes: [{ kind: 'text', at: [0, 10], text: drawing.label, size: 9, colour: '#1F2328', align: 'left' }, ...drawing.shapes],
})

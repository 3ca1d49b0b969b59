import type {
  MeasureFigure,
  MeasureName,
  PeriodicReportKind,
  ReportBlock,
  ReportContent,
  ReportLanguage,
  ReportTemplateContent,
  ReportTemplateSection,
} from '@zhiwei/contract'
import type { Definition, Figures, ReportFacts, Words } from '../facts/types.ts'
import { changeSinceBefore } from '../words/compare.ts'
import { intervalText, valueText } from '../words/figure-words.ts'
import { daysText, periodNames, periodText } from '../words/period-words.ts'
import { sentenceOf } from '../words/sentences.ts'
import { summaryOf } from '../words/summary.ts'
import { chartBlocks, cutTable } from './cuts.ts'
import { listBlocks } from './lists.ts'

/** All that a report is written from: the same gives the same, whatever happened since. */
export type Written = {
  kind: PeriodicReportKind
  language: ReportLanguage
  zone: string
  template: ReportTemplateContent
  templateVersion: number
  facts: ReportFacts
}
export type Telling = Written & { say: (words: Words) => string }

/** Words of both languages said in the report's own. */
export const tellingOf = (written: Written): Telling => ({
  ...written,
  say: ({ zh, en }) => (written.language === 'zh-CN' ? zh : en || zh),
})

/** 报告正文: the facts put into words, blocks and pictures by the template; pure. */
export function contentOf(written: Written): ReportContent {
  const { kind, language, zone, template, templateVersion, facts } = written
  const zh = language === 'zh-CN'
  const telling = tellingOf(written)
  const { say } = telling
  let headings = 0
  const blocks = template.sections.flatMap((section, at): ReportBlock[] => {
    if (section.kind !== 'heading') return blocksOf(telling, section, at)
    headings += 1
    return [{ kind: 'heading', text: zh ? `${numberWord(headings)}、${section.words.zh}` : `${headings}. ${say(section.words)}` }]
  })
  const before = daysText(facts.before, language)
  return {
    title: say(template.title),
    period: periodText(facts.period, language),
    company: facts.company,
    cover: template.cover,
    blocks,
    source: zh
      ? `数据版本：事件 ${facts.sequence}，${templateVersion === 0 ? '出厂模板' : `模板第 ${templateVersion} 版`}，时区 ${zone}；${periodNames(kind, language).before}指 ${before}。区间均为 95%。`
      : `Data version: event ${facts.sequence}, ${templateVersion === 0 ? 'shipped template' : `template version ${templateVersion}`}, zone ${zone}; ${periodNames(kind, language).before} means ${before}. All intervals 95%.`,
  }
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** 一 … 九十九 */
export const numberWord = (value: number) =>
  value < 10 ? (digits[value] ?? '') : `${value < 20 ? '' : digits[Math.floor(value / 10)]}十${digits[value % 10]}`

/** A measure of the facts with what it means; of one that no longer exists there is none. */
export function toldOf({ facts }: Pick<Written, 'facts'>, names: readonly MeasureName[]): { figures: Figures; definition: Definition }[] {
  return names.flatMap((name) => {
    const figures = facts.figures.find((one) => one.name === name)
    const definition = facts.definitions.find((one) => one.name === name)
    return figures && definition ? [{ figures, definition }] : []
  })
}

function blocksOf(telling: Telling, section: ReportTemplateSection, at: number): ReportBlock[] {
  const part = telling.facts.parts[at] ?? null
  const { say } = telling
  switch (section.kind) {
    case 'heading':
      return []
    case 'text':
      return say(section.words)
        .split('\n')
        .filter((line) => line.trim())
        .map((text) => ({ kind: 'text', text }))
    case 'summary':
      return [{ kind: 'text', text: summaryOf(telling, toldOf(telling, section.measures)) }]
    case 'sentences':
      return toldOf(telling, section.measures).map(({ figures, definition }) => ({
        kind: 'text',
        text: sentenceOf(telling, figures, definition),
      }))
    case 'figures':
      return [{ kind: 'cards', cards: toldOf(telling, section.measures).map((told) => cardOf(telling, told.figures, told.definition)) }]
    case 'table':
      return cutTable(telling, section, part)
    case 'chart':
      return chartBlocks(telling, section, part)
    case 'cases':
    case 'warnings':
    case 'actions':
    case 'causes':
      return listBlocks(telling, section, part)
    case 'definitions':
      return definitionTable(telling)
    case 'page':
      return [{ kind: 'page' }]
  }
}

type Card = Extract<ReportBlock, { kind: 'cards' }>['cards'][number]

function cardOf({ kind, language, facts, say }: Telling, figures: Figures, definition: Definition): Card {
  const { now, before } = figures
  const zh = language === 'zh-CN'
  const { unit } = definition
  const change = changeSinceBefore(facts, figures, definition)
  const when = periodNames(kind, language).before
  const earlier = before.value === null ? '' : valueText(before.value, unit, language)
  const told = {
    notRecorded: zh ? `${when}还没有完整的记录` : 'not recorded before',
    tooFew: zh ? '样本不足，不作比较' : 'too few to compare',
    same: zh ? `与${when}持平` : `the same as ${when}`,
    none: zh ? `${when} ${earlier}，不判断升降` : `${earlier} ${when}; no change claimed`,
    chance: zh ? `${when} ${earlier}，未超出偶然` : `${earlier} ${when}; within chance`,
    clear: zh ? `${when} ${earlier}，超出偶然` : `${earlier} ${when}; beyond chance`,
  }
  const interval = intervalText(now, unit, language)
  const tail =
    now.p90 === null
      ? ''
      : zh
        ? `九成在 ${valueText(now.p90, unit, language)} 内`
        : `nine in ten within ${valueText(now.p90, unit, language)}`
  return {
    name: say(definition.title),
    value: now.value === null ? (zh ? '样本不足' : 'Too few') : valueText(now.value, unit, language),
    range: interval ? (zh ? `95% 区间 ${interval}` : `95% interval ${interval}`) : tail,
    since: told[change.kind],
    tone: change.kind === 'clear' && change.judged ? change.judged : 'plain',
  }
}

/** 指标口径: what every figure of the report means. */
function definitionTable({ facts, language, say }: Telling): ReportBlock[] {
  const zh = language === 'zh-CN'
  return [
    {
      kind: 'table',
      columns: zh ? ['指标', '怎么算', '怎么计入'] : ['Measure', 'Formula', 'What counts'],
      rows: facts.definitions.map(({ title, formula, counted }) => [say(title), say(formula), say(counted)]),
      numbers: [],
    },
  ]
}

/** A figure in a cell of a table. */
export function cellOf(figure: MeasureFigure | null, { unit }: Definition, language: ReportLanguage): string {
  if (figure === null) return '—'
  if (figure.value === null) return language === 'zh-CN' ? '样本不足' : 'too few'
  const interval = intervalText(figure, unit, language)
  return `${valueText(figure.value, unit, language)}${interval ? (language === 'zh-CN' ? `（${interval}）` : ` (${interval})`) : ''}`
}

import type { PerformanceEdition, PerformanceFigure, PerformanceSheet } from '@zhiwei/contract'
import type { Block } from '../../platform/print/blocks.ts'
import { criterionWords, leftOutWords, lineWords, printWords, verdictWords } from './words.ts'

export type Language = 'zh' | 'en'
const percent = (share: number) => `${(share * 100).toFixed(1)}%`

/** 绩效表 on paper: the numbers, what each means, objections and corrections; the same for PDF as the page shows. */
export function blocksOf(sheet: PerformanceSheet, language: Language, day: (instant: string) => string): Block[] {
  const words = printWords[language]
  const { edition, objections, amendments } = sheet
  const points = (value: number | null) => (value === null ? words.notEnough : value.toFixed(1))
  const signed = sheet.lockedAt ? [words.lockedBy(sheet.lockedBy?.name ?? '', day(sheet.lockedAt))] : []
  const head = [sheet.unit?.name, words.state[sheet.state], words.version(edition.no, edition.sequence), ...signed]
    .filter(Boolean)
    .join(' · ')
  return [
    { kind: 'title', text: words.title(sheet.subject.name, sheet.month) },
    { kind: 'small', text: head },
    { kind: 'heading', text: `${words.points} ${points(edition.points)}` },
    ...edition.sides.flatMap((side): Block[] => [
      { kind: 'label', text: words.side(criterionWords[language][side.criterion], side.weight, points(side.points)) },
      { kind: 'table', columns: words.columns, rows: side.figures.map((figure) => figureCells(figure, language)) },
      ...notesOf(side.figures, language).map((text): Block => ({ kind: 'small', text })),
    ]),
    ...talkOf(edition, language),
    ...(objections.length === 0
      ? []
      : ([
          { kind: 'heading', text: words.objections },
          {
            kind: 'table',
            columns: words.objectionColumns,
            rows: objections.map(({ line, reason, verdict, reply }) => [
              lineWords[language][line],
              reason,
              words.verdicts[verdict ?? 'waiting'],
              reply ?? '',
            ]),
          },
        ] satisfies Block[])),
    ...(amendments.length === 0 ? [] : [{ kind: 'heading' as const, text: words.amendments }]),
    ...amendments.flatMap((one): Block[] => [
      { kind: 'label', text: words.amended(one.no, day(one.at), one.by?.name ?? '', points(one.points)) },
      { kind: 'text', text: one.reason ?? '' },
    ]),
    { kind: 'small', text: words.method },
  ]
}

export function figureCells(figure: PerformanceFigure, language: Language): string[] {
  const { line, count, of, value, interval, expected, observed, ratio, ratioInterval, points, verdict } = figure
  const between = interval ? `（${percent(interval.low)}–${percent(interval.high)}）` : ''
  const ratioText =
    ratio === null || !ratioInterval
      ? verdictWords[language][verdict]
      : `${ratio.toFixed(2)}（${ratioInterval.low.toFixed(2)}–${ratioInterval.high.toFixed(2)}）${verdictWords[language][verdict]}`
  return [
    lineWords[language][line],
    `${count} / ${of}`,
    value === null ? verdictWords[language].notEnough : `${percent(value)}${between}`,
    expected === null ? '—' : expected.toFixed(1),
    String(observed),
    ratioText,
    points === null ? '—' : points.toFixed(1),
  ]
}

function notesOf(figures: readonly PerformanceFigure[], language: Language): string[] {
  const words = printWords[language]
  return figures.flatMap(({ line, asked, of, leftOut }) => [
    ...(asked !== null && asked > 0 ? [words.response(of, asked, percent(Math.min(1, of / asked)))] : []),
    ...(leftOut.length === 0
      ? []
      : [
          `${lineWords[language][line]} ${words.leftOut(leftOut.map(({ why, count }) => `${leftOutWords[language][why]} ${count}`).join(language === 'zh' ? '、' : ', '))}`,
        ]),
  ])
}

function talkOf({ talkTime }: PerformanceEdition, language: Language): Block[] {
  if (!talkTime || talkTime.talks + talkTime.leftOut === 0) return []
  const { talks, meanSeconds, leftOut } = talkTime
  return [{ kind: 'small', text: printWords[language].talk(talks, meanSeconds === null ? '—' : String(meanSeconds), leftOut) }]
}

import type { ReportFigures } from '@zhiwei/contract'
import type { Drawing, Point, Shape } from '../../../platform/print/blocks.ts'

const accent = '#1F6F78'
const bandColour = '#CFE3E5'
const grey = '#667085'
const lineColour = '#E7E5E0'
const place = { left: 34, right: 8, top: 14, bottom: 22 }
const shownDays = 56

/** Three to five round marks from nothing to the highest. */
function marksTo(highest: number): number[] {
  const rough = Math.max(highest, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((value) => value >= rough) ?? 10 * power)
  return Array.from({ length: Math.ceil(Math.max(highest, 1) / step) + 1 }, (_, at) => at * step)
}

/** 走势与预测: the last eight weeks day by day, then four weeks expected with their interval. */
export function drawingOf(
  title: string,
  { history, expected }: Pick<ReportFigures, 'history' | 'expected'>,
  width = 480,
  height = 150,
): Drawing {
  const past = history.slice(-shownDays)
  const days = past.length + expected.length
  const marks = marksTo(Math.max(...past.map(({ count }) => count), ...expected.map(({ high }) => high), 1))
  const top = marks.at(-1) ?? 1
  const x = (at: number) => place.left + ((width - place.left - place.right) * (at + 0.5)) / Math.max(1, days)
  const y = (value: number) => height - place.bottom - ((height - place.bottom - place.top) * value) / top
  const text = (at: Point, words: string, align: 'left' | 'middle' | 'right'): Shape => ({
    kind: 'text',
    at,
    text: words,
    size: 8,
    colour: grey,
    align,
  })
  const ahead = (at: number) => x(past.length + at)
  const dayName = (day: string) => day.slice(5)
  const shapes: Shape[] = [
    ...marks.flatMap((mark): Shape[] => [
      {
        kind: 'line',
        points: [
          [place.left, y(mark)],
          [width - place.right, y(mark)],
        ],
        colour: lineColour,
        width: 0.5,
      },
      text([place.left - 4, y(mark) + 3], String(mark), 'right'),
    ]),
    {
      kind: 'area',
      points: [
        ...expected.map(({ high }, at): Point => [ahead(at), y(high)]),
        ...expected.map(({ low }, at): Point => [ahead(at), y(low)]).reverse(),
      ],
      colour: bandColour,
    },
    { kind: 'line', points: past.map(({ count }, at): Point => [x(at), y(count)]), colour: accent, width: 1.2 },
    { kind: 'line', points: expected.map((day, at): Point => [ahead(at), y(day.expected)]), colour: accent, width: 1.2, dashed: true },
    ...[...past.map(({ day }, at) => ({ day, at })), ...expected.map(({ day }, at) => ({ day, at: past.length + at }))]
      .filter(({ at }) => at % 14 === 0)
      .map(({ day, at }) => text([x(at), height - place.bottom + 12], dayName(day), 'middle')),
    text([width - place.right, 9], '实线：每日件数　虚线与色带：预测及 80% 区间', 'right'),
  ]
  return {
    width,
    height,
    shapes: shapes.filter((shape) => shape.kind === 'text' || shape.points.length > 1),
    label: `${title}：走势与预测`,
  }
}

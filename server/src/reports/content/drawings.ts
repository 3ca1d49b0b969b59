import type { Drawing } from '@zhiwei/contract'
import type { Shape } from '../../platform/print/blocks.ts'

const accent = '#1F6F78'
const band = '#CFE3E5'
const ink = '#1F2328'
const grey = '#667085'
const rule = '#E7E5E0'

export type Point = { label: string; value: number | null; low: number | null; high: number | null; text: string }
type Words = { label: string; key: string; text: (value: number) => string; isShare: boolean }

const words = (at: [number, number], text: string, align: 'left' | 'middle' | 'right', colour = grey, size = 8): Shape => ({
  kind: 'text',
  at,
  text,
  size,
  colour,
  align,
})
const stroke = (points: [number, number][], colour: string, width: number): Shape => ({ kind: 'line', points, colour, width })

/** Three to six round marks from nothing to the highest. */
export function marksTo(highest: number): number[] {
  const safe = highest > 0 ? highest : 1
  const power = 10 ** Math.floor(Math.log10(safe / 4))
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((value) => value >= safe / 4) ?? 10 * power
  return Array.from({ length: Math.ceil(safe / step - 1e-9) + 1 }, (_, at) => at * step)
}

const highestOf = (points: readonly Point[]) => Math.max(...points.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)), 0)

/** 走势: a line with its 95 % band; where nothing can be told the line is broken. */
export function courseDrawing(points: readonly Point[], { label, key, text, isShare }: Words): Drawing {
  const [width, height] = [480, 170]
  const place = { left: 46, right: 46, top: 20, bottom: 22 }
  const marks = isShare ? [0, 0.25, 0.5, 0.75, 1] : marksTo(highestOf(points))
  const top = marks.at(-1) ?? 1
  const x = (at: number) => place.left + ((width - place.left - place.right) * (at + 0.5)) / Math.max(1, points.length)
  const y = (value: number) => height - place.bottom - ((height - place.bottom - place.top) * Math.min(value, top)) / top
  const every = Math.ceil(points.length / 13)
  const runs = runsOf(points)
  const shapes: Shape[] = [
    ...marks.flatMap((mark): Shape[] => [
      stroke(
        [
          [place.left, y(mark)],
          [width - place.right, y(mark)],
        ],
        rule,
        0.5,
      ),
      words([place.left - 5, y(mark) + 3], text(mark), 'right'),
    ]),
    ...runs.flatMap((run): Shape[] => {
      const ranged = run.filter(({ point }) => point.low !== null && point.high !== null)
      const area: Shape = {
        kind: 'area',
        colour: band,
        points: [
          ...ranged.map(({ point, at }): [number, number] => [x(at), y(point.high ?? 0)]),
          ...ranged.map(({ point, at }): [number, number] => [x(at), y(point.low ?? 0)]).reverse(),
        ],
      }
      return ranged.length > 1 ? [area] : []
    }),
    ...runs.flatMap((run): Shape[] => [
      ...(run.length > 1
        ? [
            stroke(
              run.map(({ point, at }): [number, number] => [x(at), y(point.value ?? 0)]),
              accent,
              1.4,
            ),
          ]
        : []),
      ...run.map(({ point, at }) => dot(x(at), y(point.value ?? 0))),
    ]),
    ...points.flatMap((point, at) =>
      at % every === (points.length - 1) % every ? [words([x(at), height - 8], point.label, 'middle')] : [],
    ),
    words([width - 4, 10], key, 'right'),
  ]
  const last = points.at(-1)
  if (last && last.value !== null) shapes.push(words([x(points.length - 1) + 6, y(last.value) + 3], last.text, 'left', ink, 9))
  return { width, height, label, shapes }
}

const dot = (x: number, y: number, r = 2): Shape => ({
  kind: 'area',
  colour: accent,
  points: Array.from({ length: 12 }, (_, at): [number, number] => [
    round(x + r * Math.cos((at * Math.PI) / 6)),
    round(y + r * Math.sin((at * Math.PI) / 6)),
  ]),
})
const round = (value: number) => Math.round(value * 100) / 100

function runsOf(points: readonly Point[]) {
  const runs: { point: Point; at: number }[][] = []
  points.forEach((point, at) => {
    if (point.value === null) return
    const last = runs.at(-1)
    if (last?.at(-1)?.at === at - 1) last.push({ point, at })
    else runs.push([{ point, at }])
  })
  return runs
}

/** In halves of a Chinese character, as wide as a Latin letter about. */
const [fewestHalves, mostHalves] = [28, 42]
const halvesOf = (mark: string) => (mark > '\u2e80' ? 2 : 1)
const halfWidth = 4.45
/** Room for the longest name, within reason. */
function widthOfNames(points: readonly Point[]): number {
  const longest = Math.max(...points.map(({ label }) => [...label].reduce((sum, mark) => sum + halvesOf(mark), 0)), 0)
  return Math.round(Math.min(mostHalves, Math.max(fewestHalves, longest)) * halfWidth)
}

function short(text: string): string {
  let [shown, halves] = ['', 0]
  for (const mark of text) {
    halves += halvesOf(mark)
    if (halves > mostHalves) return `${[...shown].slice(0, -1).join('').trimEnd()}…`
    shown += mark
  }
  return text
}

/** 排行: a bar a row with the interval as a whisker. */
export function barDrawing(points: readonly Point[], { label, key }: Words): Drawing {
  const [width, step] = [480, 19]
  const place = { left: widthOfNames(points) + 13, right: 96, top: 20 }
  const height = place.top + points.length * step + 6
  const highest = highestOf(points) || 1
  const x = (value: number) => round(place.left + ((width - place.left - place.right) * value) / highest)
  const shapes: Shape[] = points.flatMap((point, at): Shape[] => {
    const middle = place.top + at * step + step / 2
    const shown = [words([place.left - 8, middle + 3], short(point.label), 'right', ink, 8.5)]
    if (point.value === null) return [...shown, words([place.left + 4, middle + 3], point.text, 'left')]
    const bar: Shape = {
      kind: 'area',
      colour: accent,
      points: [
        [place.left, middle - 5],
        [x(point.value), middle - 5],
        [x(point.value), middle + 5],
        [place.left, middle + 5],
      ],
    }
    const whisker =
      point.low === null || point.high === null
        ? []
        : [
            stroke(
              [
                [x(point.low), middle],
                [x(point.high), middle],
              ],
              '#B08A1E',
              1,
            ),
            stroke(
              [
                [x(point.low), middle - 3],
                [x(point.low), middle + 3],
              ],
              '#B08A1E',
              1,
            ),
            stroke(
              [
                [x(point.high), middle - 3],
                [x(point.high), middle + 3],
              ],
              '#B08A1E',
              1,
            ),
          ]
    return [...shown, bar, ...whisker, words([x(Math.max(point.value, point.high ?? 0)) + 6, middle + 3], point.text, 'left', ink, 8.5)]
  })
  return { width, height, label, shapes: [words([width - 4, 10], key, 'right'), ...shapes] }
}

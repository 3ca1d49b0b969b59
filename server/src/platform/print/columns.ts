import { unitsOf } from './lines.ts'

/** Left and right of a cell's text. */
export const pad = 5

/** A column of so short words is not broken while there is room; the part of the page's width. */
const shortPart = 0.2

/** Widths by the longest cell of each column; where the page is too narrow long words of text give way, numbers, dates and single words stay whole. */
export function columnWidths(
  lines: readonly string[][],
  numbers: readonly number[],
  all: number,
  measure: (text: string) => number,
): number[] {
  // A hair more than is wanted: sums of widths are not exact.
  const widest = (at: number, partsOf: (cell: string) => string[]) =>
    Math.max(...lines.flatMap((cells) => partsOf(cells[at] ?? '').map(measure)), 0) + 2 * pad + 1
  const wants = (lines[0] ?? []).map((_, at) => widest(at, (cell) => [cell]))
  const isNumber = (at: number) => numbers.includes(at)
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  if (sum(wants) <= all) {
    // What is left over goes to the widest column of words.
    const words = wants.map((want, at) => (isNumber(at) ? 0 : want))
    const longest = words.indexOf(Math.max(...words))
    return wants.map((want, at) => want + (at === longest ? all - sum(wants) : 0))
  }
  const whole = wants.map((want, at) => (isNumber(at) ? Math.min(want, all * 0.3) : Math.min(want, widest(at, unitsOf))))
  const least = wants.map((want, at) => (want <= all * shortPart ? want : (whole[at] ?? 0)))
  const floor = [least, whole].find((widths) => sum(widths) <= all)
  if (!floor) return wants.map((want) => (want * all) / sum(wants))
  const more = wants.map((want, at) => Math.min(want, all * 0.5) - (floor[at] ?? 0)).map((width) => Math.max(0, width))
  return floor.map((width, at) => width + ((more[at] ?? 0) * (all - sum(floor))) / Math.max(1, sum(more)))
}

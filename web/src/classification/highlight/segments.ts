/** A marked place of a text: [start, end) in UTF-16 units. `kind` gives the look (tones.ts), `label` says what it is; one thing in several places has one `key`. */
export type Mark = { start: number; end: number; kind: string; label: string; key: string }

/** A run of the text under one and the same marks, the shortest in front. `begins`: those that start here. */
export type Segment = { start: number; end: number; marks: readonly Mark[]; begins: readonly Mark[] }

const none: readonly Mark[] = []

/** Cuts a text where a mark begins or ends, so that marks may overlap and stand in each other; what reaches beyond the text is cut off. */
export function segmentsOf(length: number, marks: readonly Mark[]): Segment[] {
  const held = marks
    .map((mark) => ({ mark, start: Math.max(0, mark.start), end: Math.min(length, mark.end) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || one.end - other.end)
  const cuts = [...new Set([0, length, ...held.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other)

  let open: typeof held = []
  let next = 0
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? length
    open = open.filter((one) => one.end > start)
    const first = next
    while (held[next]?.start === start) next++
    const begun = held.slice(first, next)
    if (open.length + begun.length === 0) return { start, end, marks: none, begins: none }
    open = [...open, ...begun].sort((one, other) => one.end - one.start - (other.end - other.start))
    return { start, end, marks: open.map(({ mark }) => mark), begins: begun.map(({ mark }) => mark) }
  })
}

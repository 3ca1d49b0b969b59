export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

/** Above, the whole is shown as removed and added: the table of a comparison grows with the product of both lengths. */
const mostCells = 4_000_000

/** 对照: what of the later text is new and what of the earlier one is gone, by characters and words of the alphabet; longest common subsequence. */
export function diffOf(before: string, after: string): Piece[] {
  const [one, other] = [unitsOf(before), unitsOf(after)]
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head++
  let tail = 0
  while (tail < one.length - head && tail < other.length - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++
  const [from, to] = [one.slice(head, one.length - tail), other.slice(head, other.length - tail)]
  const middle = from.length * to.length > mostCells ? whole(from, to) : walk(from, to, lengthsOf(from, to))
  return joined([
    ...one.slice(0, head).map((text): Piece => ({ kind: 'same', text })),
    ...middle,
    ...one.slice(one.length - tail).map((text): Piece => ({ kind: 'same', text })),
  ])
}

const unitsOf = (text: string) => text.match(/[A-Za-z0-9]+|[\s\S]/gu) ?? []
const whole = (from: string[], to: string[]): Piece[] => [
  { kind: 'removed', text: from.join('') },
  { kind: 'added', text: to.join('') },
]

/** Of what follows each pair of places, how much both have in common. */
function lengthsOf(from: string[], to: string[]): Uint16Array[] {
  const rows = Array.from({ length: from.length + 1 }, () => new Uint16Array(to.length + 1))
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const row = rows[i] as Uint16Array
      const below = rows[i + 1] as Uint16Array
      row[j] = from[i] === to[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return rows
}

function walk(from: string[], to: string[], rows: Uint16Array[]): Piece[] {
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      pieces.push({ kind: 'same', text: from[i] ?? '' })
      i++
      j++
    } else if (i < from.length && (j >= to.length || (rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)))
      pieces.push({ kind: 'removed', text: from[i++] ?? '' })
    else pieces.push({ kind: 'added', text: to[j++] ?? '' })
  }
  return pieces
}

function joined(pieces: Piece[]): Piece[] {
  const runs: Piece[] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    if (piece.text === '') continue
    if (last?.kind === piece.kind) last.text += piece.text
    else runs.push({ ...piece })
  }
  return runs
}

import { Bone, type CauseNode, type CauseTreeKind } from './cause-trees.ts'

/** 人 · 机 · 料 above the spine, 法 · 环 · 测 below it. */
export const bones: readonly Bone[] = Bone.options
export const childrenOf = (nodes: readonly CauseNode[], id: string | null) => nodes.filter(({ parentId }) => parentId === id)

/** Where everything of a drawing lies, in pixels; the same for the screen, the picture taken away and the printed report. */
export type CauseBox = { id: string | null; x: number; y: number; width: number; height: number; lines: string[]; node: CauseNode | null }
export type CauseStroke = { key: string; from: [number, number]; to: [number, number]; heavy?: boolean }
export type BoneLabel = { bone: Bone; x: number; y: number }
export type CauseLayout = { width: number; height: number; boxes: CauseBox[]; strokes: CauseStroke[]; labels: BoneLabel[] }

const margin = 16
const line = 20
const perLine = 13
const mostLines = 4
export const boneLabelSize = { width: 76, height: 28 }

/** Breaks a text by its width: a Chinese character counts one, a Latin one half. */
export function causeLinesOf(text: string, width = perLine): string[] {
  const lines = ['']
  let room = width
  for (const character of text) {
    const own = (character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55
    if (room < own) {
      if (lines.length === mostLines) {
        lines[mostLines - 1] = `${(lines[mostLines - 1] ?? '').slice(0, -1)}…`
        return lines
      }
      lines.push('')
      room = width
    }
    lines[lines.length - 1] += character
    room -= own
  }
  return lines
}

const boxWidth = 204
const heightOf = (lines: string[]) => lines.length * line + 14

export const causeLayoutOf = (kind: CauseTreeKind, title: string, nodes: readonly CauseNode[]): CauseLayout =>
  kind === 'fiveWhys' ? whysOf(title, nodes) : fishboneOf(title, nodes)

const columnGap = 56
const rowGap = 12

/** 5 Whys: the problem at the left, each why right of what it explains, in the middle of those below it. */
function whysOf(title: string, nodes: readonly CauseNode[]): CauseLayout {
  const boxes: CauseBox[] = []
  const strokes: CauseStroke[] = []
  let bottom = margin
  let right = 0
  const place = (node: CauseNode | null, depth: number): CauseBox => {
    const lines = causeLinesOf(node?.text ?? title)
    const height = heightOf(lines)
    const x = margin + depth * (boxWidth + columnGap)
    right = Math.max(right, x + boxWidth)
    const start = bottom
    const below = childrenOf(nodes, node?.id ?? null).map((child) => place(child, depth + 1))
    const first = below[0]
    const last = below.at(-1)
    const middle = first && last ? (first.y + first.height / 2 + last.y + last.height / 2) / 2 : start + height / 2
    const y = Math.max(start, middle - height / 2)
    const box = { id: node?.id ?? null, x, y, width: boxWidth, height, lines, node }
    bottom = Math.max(bottom, y + height + rowGap)
    boxes.push(box)
    for (const child of below)
      strokes.push({ key: child.id ?? '', from: [x + boxWidth, y + height / 2], to: [child.x, child.y + child.height / 2] })
    return box
  }
  place(null, 0)
  return { width: right + margin, height: bottom - rowGap + margin, boxes, strokes, labels: [] }
}

const twig = 34
const slant = 44
const indent = 18

/** 鱼骨图: the problem is the head at the right; three bones above the spine, three below, with their causes as twigs and what lies behind them indented. */
function fishboneOf(title: string, nodes: readonly CauseNode[]): CauseLayout {
  const columns = [0, 1, 2].map((at) => {
    const [above, below] = [bones[at] as Bone, bones[at + 3] as Bone]
    return { above: { bone: above, rows: rowsOf(nodes, above) }, below: { bone: below, rows: rowsOf(nodes, below) } }
  })
  const tall = (rows: Row[]) => rows.reduce((sum, { lines }) => sum + Math.max(twig, heightOf(lines) + 6), 0) + 40
  const upper = Math.max(150, ...columns.map(({ above }) => tall(above.rows)))
  const lower = Math.max(150, ...columns.map(({ below }) => tall(below.rows)))
  const spine = margin + boneLabelSize.height + upper
  const boxes: CauseBox[] = []
  const strokes: CauseStroke[] = []
  const labels: BoneLabel[] = []
  let left = margin
  for (const { above, below } of columns) {
    const wide = Math.max(boneLabelSize.width, ...[...above.rows, ...below.rows].map(({ depth }) => boxWidth + depth * indent)) + 28
    const foot = left + wide + slant
    for (const [{ bone, rows }, isAbove] of [[above, true] as const, [below, false] as const]) {
      const end = isAbove ? margin + boneLabelSize.height : spine + lower
      labels.push({ bone, x: foot - slant - boneLabelSize.width / 2, y: isAbove ? margin : end })
      strokes.push({ key: `bone ${bone}`, from: [foot - slant, end], to: [foot, spine], heavy: true })
      let y = isAbove ? end + 12 : spine + 20
      for (const { node, depth, lines } of rows) {
        const height = heightOf(lines)
        const along = Math.abs(y + height / 2 - spine) / Math.abs(end - spine)
        const joint = foot - slant * along
        const x = joint - 16 - boxWidth - depth * indent
        boxes.push({ id: node.id, x: Math.max(margin, x), y, width: boxWidth, height, lines, node })
        strokes.push({ key: node.id, from: [Math.max(margin, x) + boxWidth, y + height / 2], to: [joint, y + height / 2] })
        y += Math.max(twig, height + 6)
      }
    }
    left = foot - slant + 24
  }
  const head = causeLinesOf(title)
  const headHeight = heightOf(head) + 8
  const headX = left + slant + 24
  boxes.unshift({ id: null, x: headX, y: spine - headHeight / 2, width: boxWidth, height: headHeight, lines: head, node: null })
  strokes.unshift({ key: 'spine', from: [margin, spine], to: [headX, spine], heavy: true })
  return { width: headX + boxWidth + margin, height: spine + lower + boneLabelSize.height + margin, boxes, strokes, labels }
}

type Row = { node: CauseNode; depth: number; lines: string[] }

function rowsOf(nodes: readonly CauseNode[], bone: Bone): Row[] {
  const walk = (list: readonly CauseNode[], depth: number): Row[] =>
    list.flatMap((node) => [{ node, depth, lines: causeLinesOf(node.text) }, ...walk(childrenOf(nodes, node.id), depth + 1)])
  return walk(
    childrenOf(nodes, null).filter((node) => node.bone === bone),
    0,
  )
}

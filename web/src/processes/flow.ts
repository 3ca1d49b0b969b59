/** Where the boxes of a flow picture stand: rows from left to right and back, so that it fits a page of paper. */

export const size = { boxWidth: 176, boxHeight: 60, gapX: 24, gapY: 34, perRow: 4, edge: 6 }

type Box = { x: number; y: number }
type Flow = { boxes: Box[]; arrows: { line: string; head: string }[]; width: number; height: number }

export function flowOf(count: number): Flow {
  const { boxWidth, boxHeight, gapX, gapY, perRow, edge } = size
  const boxes = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow)
    const at = index % perRow
    const column = row % 2 === 0 ? at : perRow - 1 - at
    return { x: edge + column * (boxWidth + gapX), y: edge + row * (boxHeight + gapY) }
  })
  const rows = Math.ceil(count / perRow)
  return {
    boxes,
    arrows: boxes.slice(1).map((box, index) => arrow(boxes[index] ?? box, box)),
    width: 2 * edge + perRow * boxWidth + (perRow - 1) * gapX,
    height: 2 * edge + rows * boxHeight + (rows - 1) * gapY,
  }
}

const point = 6

function arrow(from: Box, to: Box): Flow['arrows'][number] {
  const { boxWidth, boxHeight } = size
  if (from.y !== to.y) {
    const x = from.x + boxWidth / 2
    const end = to.y - 1
    return { line: `M${x} ${from.y + boxHeight}V${end - point}`, head: `M${x} ${end}l-4 -${point}h8z` }
  }
  const y = from.y + boxHeight / 2
  const isRight = to.x > from.x
  const start = isRight ? from.x + boxWidth : from.x
  const end = isRight ? to.x - 1 : to.x + boxWidth + 1
  const back = isRight ? -point : point
  return { line: `M${start} ${y}H${end + back}`, head: `M${end} ${y}l${back} -4v8z` }
}

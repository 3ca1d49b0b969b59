import { type Bone, boneLabelSize, type CauseNodeState, causeLayoutOf } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import type { Drawing, Point, Shape } from '../../platform/print/blocks.ts'
import type { CauseTreeTable } from './tables.ts'

const ink = '#1F2328'
const grey = '#667085'
const dark = '#4B5563'
const fills: Record<CauseNodeState | 'problem', string> = { open: '#FFFFFF', confirmed: '#E3F1F2', ruledOut: '#F4F2EE', problem: '#F4F2EE' }
const edges: Record<CauseNodeState | 'problem', string> = { open: '#C9C5BC', confirmed: '#1F6F78', ruledOut: '#C9C5BC', problem: ink }
const bone: Record<Bone, string> = { people: '人', machine: '机', material: '料', method: '法', environment: '环', measurement: '测' }
const textSize = 14
/** A printed page is so much higher than wide; a narrow drawing is not blown up. */
const tallestRatio = 1.3
const leastWidth = 760

/** 根因分析图 as it is printed: the fishbone or the whys, as they stand on the screen. */
export function causePicture({
  kind,
  title,
  nodes,
}: Pick<CauseTreeTable, 'kind' | 'title'> & { nodes: Parameters<typeof causeLayoutOf>[2] }): Drawing {
  const { width, height, boxes, strokes, labels } = causeLayoutOf(kind, title, nodes)
  const shapes: Shape[] = strokes.map(({ from, to, heavy }) => ({
    kind: 'line',
    points: [from, to],
    colour: heavy ? dark : grey,
    width: heavy ? 2 : 1.2,
  }))
  for (const box of boxes) {
    const look = box.node?.state ?? 'problem'
    shapes.push(...rectangle(box.x, box.y, box.width, box.height, fills[look], edges[look], look === 'ruledOut'))
    for (const [at, text] of box.lines.entries())
      shapes.push({
        kind: 'text',
        at: [box.x + 10, box.y + 21 + at * 20],
        text,
        size: textSize,
        colour: look === 'ruledOut' ? grey : ink,
        align: 'left',
      })
  }
  for (const { bone: name, x, y } of labels) {
    shapes.push(...rectangle(x, y, boneLabelSize.width, boneLabelSize.height, dark, dark))
    const at: Point = [x + boneLabelSize.width / 2, y + 19]
    shapes.push({ kind: 'text', at, text: bone[name], size: textSize, colour: '#FFFFFF', align: 'middle' })
  }
  return { width: Math.max(width, leastWidth, height / tallestRatio), height, shapes, label: title }
}

function rectangle(x: number, y: number, width: number, height: number, fill: string, edge: string, dashed = false): Shape[] {
  const points: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ]
  return [
    { kind: 'area', points, colour: fill },
    { kind: 'line', points, colour: edge, width: 1.2, dashed },
  ]
}

/** The picture of a drawing that stands in a report; null where nothing is drawn yet. */
export async function pictureOfTree(tx: Tx, tenantId: string, id: string): Promise<Drawing | null> {
  const tree = await tx
    .selectFrom('cause_tree')
    .select(['kind', 'title', 'nodes'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return tree && tree.nodes.length > 0 ? causePicture(tree) : null
}

import { type Bone, boneLabelSize, type CauseLayout, type CauseNodeState } from '@zhiwei/contract'

const ink = '#1F2328'
const grey = '#667085'
const edge: Record<CauseNodeState, string> = { open: '#C9C5BC', confirmed: '#1F6F78', ruledOut: '#C9C5BC' }
const fill: Record<CauseNodeState, string> = { open: '#FFFFFF', confirmed: '#E3F1F2', ruledOut: '#F4F2EE' }

const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

/** The drawing as an SVG of its own, on white, for papers and slides. */
export function pictureOf(layout: CauseLayout, title: string, boneName: (bone: Bone) => string): string {
  const strokes = layout.strokes.map(
    ({ from, to, heavy }) =>
      `<path d="M${from.join(' ')} L${to.join(' ')}" stroke="${heavy ? '#4B5563' : grey}" stroke-width="${heavy ? 2 : 1.2}"/>`,
  )
  const boxes = layout.boxes.map(({ x, y, width, height, lines, node }) => {
    const state = node?.state ?? 'open'
    const outline = node
      ? `stroke="${edge[state]}" fill="${fill[state]}"${state === 'ruledOut' ? ' stroke-dasharray="4 3"' : ''}`
      : 'stroke="#1F2328" fill="#F4F2EE" stroke-width="1.5"'
    const texts = lines.map(
      (line, at) =>
        `<text x="${x + 10}" y="${y + 21 + at * 20}" fill="${state === 'ruledOut' ? grey : ink}"${state === 'ruledOut' ? ' text-decoration="line-through"' : ''}${node ? '' : ' font-weight="600"'}>${escaped(line)}</text>`,
    )
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" ${outline}/>${texts.join('')}`
  })
  const labels = layout.labels.map(
    ({ bone, x, y }) =>
      `<rect x="${x}" y="${y}" width="${boneLabelSize.width}" height="${boneLabelSize.height}" rx="14" fill="#4B5563"/>` +
      `<text x="${x + boneLabelSize.width / 2}" y="${y + 19}" fill="#FFFFFF" text-anchor="middle">${escaped(boneName(bone))}</text>`,
  )
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" ` +
    `font-family="PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif" font-size="14"><title>${escaped(title)}</title>` +
    `<rect width="100%" height="100%" fill="#FFFFFF"/>${strokes.join('')}${boxes.join('')}${labels.join('')}</svg>`
  )
}

/** The same as PNG, twice as large. */
export async function pngOf(svg: string, { width, height }: Pick<CauseLayout, 'width' | 'height'>): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'))
}

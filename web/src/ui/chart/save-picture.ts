import { handOver } from '../../platform/download.ts'
import { type Mode, palette } from '../theme.ts'

export type Drawn = { svg: string; width: number; height: number }
type Around = { title: string; note?: string | undefined; mode: Mode }

const margin = 16
const headHeight = 52
const fontFamily = 'PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans SC, system-ui, sans-serif'
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The chart with its title on the card's colour, so that it stands for itself in a document. */
export function framedSvg({ svg, width, height }: Drawn, { title, note, mode }: Around): Drawn {
  const colour = palette[mode]
  const whole = { width: width + 2 * margin, height: height + headHeight + margin }
  const inner = svg.replace(/^<\?xml[^>]*\?>/u, '').replace(/^<svg /u, `<svg x="${margin}" y="${headHeight}" `)
  const text = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${whole.width}" height="${whole.height}" viewBox="0 0 ${whole.width} ${whole.height}">
<rect width="100%" height="100%" fill="${colour.card}"/>
<text x="${margin}" y="24" font-family="${fontFamily}" font-size="15" font-weight="600" fill="${colour.text}">${escaped(title)}</text>
<text x="${margin}" y="43" font-family="${fontFamily}" font-size="12" fill="${colour.secondary}">${escaped(note ?? '')}</text>
${inner}
</svg>`
  return { svg: text, ...whole }
}

/** 保存图片: as SVG, or drawn twice as large as PNG. */
export async function savePicture(drawn: Drawn, around: Around, format: 'png' | 'svg') {
  const framed = framedSvg(drawn, around)
  const svg = new Blob([framed.svg], { type: 'image/svg+xml' })
  const name = `${around.title.replaceAll(/[\\/:*?"<>|]/gu, ' ')}.${format}`
  if (format === 'svg') return handOver(name, svg)
  const address = URL.createObjectURL(svg)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = framed.width * 2
    canvas.height = framed.height * 2
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (png) handOver(name, png)
  } finally {
    URL.revokeObjectURL(address)
  }
}

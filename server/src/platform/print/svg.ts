import type { Drawing, Point } from './blocks.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
const path = (points: Point[]) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
const anchors = { left: 'start', middle: 'middle', right: 'end' } as const

/** A drawing as SVG, for Word. */
export function svgOf({ width, height, shapes, label }: Drawing): string {
  const body = shapes.map((shape) => {
    if (shape.kind === 'area') return `<polygon points="${path(shape.points)}" fill="${shape.colour}"/>`
    if (shape.kind === 'line')
      return `<polyline points="${path(shape.points)}" fill="none" stroke="${shape.colour}" stroke-width="${shape.width}"${shape.dashed ? ' stroke-dasharray="4 3"' : ''}/>`
    const [x, y] = shape.at
    return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${shape.size}" fill="${shape.colour}" text-anchor="${anchors[shape.align]}" font-family="Noto Sans SC, Microsoft YaHei, sans-serif">${escaped(shape.text)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${escaped(label)}</title><rect width="${width}" height="${height}" fill="#FFFFFF"/>${body.join('')}</svg>`
}

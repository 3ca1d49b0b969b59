import { crc32, deflateSync } from 'node:zlib'
import type { Drawing, Point } from './blocks.ts'

/** A drawing as PNG, twice as large, without its words: what old programs show where they cannot show the SVG. */
export function pngOf({ width, height, shapes }: Drawing): Buffer {
  const scale = 2
  const [across, down] = [width * scale, height * scale]
  const pixels = new Uint8Array(across * down * 3).fill(255)
  const paint = (x: number, y: number, colour: string) => {
    if (x < 0 || y < 0 || x >= across || y >= down) return
    const at = (y * across + x) * 3
    for (let part = 0; part < 3; part++) pixels[at + part] = Number.parseInt(colour.slice(1 + 2 * part, 3 + 2 * part), 16)
  }
  for (const shape of shapes) {
    if (shape.kind === 'text') continue
    const points = shape.points.map(([x, y]): Point => [x * scale, y * scale])
    if (shape.kind === 'area') fillArea(points, down, (x, y) => paint(x, y, shape.colour))
    else drawLine(points, Math.max(1, Math.round(shape.width * scale)), shape.dashed ?? false, (x, y) => paint(x, y, shape.colour))
  }
  return encode(pixels, across, down)
}

/** Row by row between the crossings of the outline. */
function fillArea(points: Point[], down: number, paint: (x: number, y: number) => void) {
  for (let y = 0; y < down; y++) {
    const crossings: number[] = []
    points.forEach(([x1, y1], at) => {
      const [x2, y2] = points[(at + 1) % points.length] as Point
      if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    })
    crossings.sort((a, b) => a - b)
    for (let at = 0; at + 1 < crossings.length; at += 2)
      for (let x = Math.round(crossings[at] as number); x <= Math.round(crossings[at + 1] as number); x++) paint(x, y)
  }
}

const dash = 8

function drawLine(points: Point[], width: number, dashed: boolean, paint: (x: number, y: number) => void) {
  let gone = 0
  for (let at = 0; at + 1 < points.length; at++) {
    const [[x1, y1], [x2, y2]] = [points[at] as Point, points[at + 1] as Point]
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1)))
    for (let step = 0; step <= steps; step++, gone++) {
      if (dashed && gone % (2 * dash) >= dash) continue
      const [x, y] = [x1 + ((x2 - x1) * step) / steps, y1 + ((y2 - y1) * step) / steps]
      for (let dx = 0; dx < width; dx++) for (let dy = 0; dy < width; dy++) paint(Math.round(x) + dx, Math.round(y) + dy)
    }
  }
}

function encode(pixels: Uint8Array, across: number, down: number): Buffer {
  const rows = Buffer.alloc(down * (across * 3 + 1))
  for (let y = 0; y < down; y++) Buffer.from(pixels.buffer, y * across * 3, across * 3).copy(rows, y * (across * 3 + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(across, 0)
  head.writeUInt32BE(down, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(content.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

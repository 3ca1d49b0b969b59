import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { Drawing } from './blocks.ts'
import { notoSansSc } from './font.ts'
import { svgOf } from './svg.ts'

let ready: Promise<void> | undefined
const loaded = () => {
  ready ??= readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))).then(initWasm)
  return ready
}

/** A drawing as PNG, twice as large: what is shown where SVG cannot be. */
export async function pngOf(drawing: Drawing): Promise<Buffer> {
  const [font] = await Promise.all([notoSansSc(), loaded()])
  const picture = new Resvg(svgOf(drawing), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontBuffers: [font], defaultFontFamily: 'Noto Sans SC' },
  })
  const rendered = picture.render()
  const png = Buffer.from(rendered.asPng())
  rendered.free()
  picture.free()
  return png
}

import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { inRoot } from '../paths.ts'

let unpacked: Promise<Buffer> | undefined

/** Noto Sans SC (OFL 1.1), unpacked once: read as WOFF, pdfkit unpacks the outlines anew for each character (13 s a page). */
export function notoSansSc(): Promise<Buffer> {
  unpacked ??= readFile(inRoot('server', 'fonts', 'noto-sans-sc-400.woff')).then(sfntOf)
  return unpacked
}

/** WOFF 1.0 → OpenType: the same tables, not deflated. Source: W3C WOFF File Format 1.0, §3–5 */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('the font is no WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = 44 + at * 20
    const [offset, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)]
    const content = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      content: packed < length ? inflateSync(content) : content,
    }
  })
  const power = Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  let offset = head.length
  const parts = tables.map(({ tag, checksum, content }, at) => {
    const entry = 12 + at * 16
    tag.copy(head, entry)
    head.writeUInt32BE(checksum, entry + 4)
    head.writeUInt32BE(offset, entry + 8)
    head.writeUInt32BE(content.length, entry + 12)
    const padded = Buffer.alloc((content.length + 3) & ~3)
    content.copy(padded)
    offset += padded.length
    return padded
  })
  return Buffer.concat([head, ...parts])
}

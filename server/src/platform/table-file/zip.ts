import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type Entry = { name: string; content: AsyncIterable<string> | Iterable<string> }

const mostBytes = 0xffff_ffff
// A fixed day: the same rows make the same file.
const dosDate = ((2_020 - 1_980) << 9) | (1 << 5) | 1
/** Sizes follow the content; names are UTF-8. */
const flags = 0x0808
const deflated = 8

/** A .zip written as it is read: nothing waits in memory, entries may be made when their turn comes. Source: PKWARE APPNOTE 6.3 */
export async function* zipOf(entries: AsyncIterable<Entry> | Iterable<Entry>): AsyncGenerator<Buffer> {
  const listed: Buffer[] = []
  let at = 0
  for await (const { name, content } of entries) {
    const sums = { crc: 0, size: 0 }
    const head = headOf(name)
    yield head
    let packed = 0
    for await (const chunk of packedOf(content, sums)) {
      packed += chunk.length
      yield chunk
    }
    if (Math.max(sums.size, at + packed) > mostBytes) throw new Error('more than 4 GB do not fit into one workbook')
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x0807_4b50, 0)
    writeSums(tail, 4, sums, packed)
    yield tail
    listed.push(listingOf(name, sums, packed, at))
    at += head.length + packed + tail.length
  }
  const listing = Buffer.concat(listed)
  yield listing
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(listed.length, 8)
  end.writeUInt16LE(listed.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  yield end
}

type Sums = { crc: number; size: number }

async function* packedOf(content: Entry['content'], sums: Sums): AsyncGenerator<Buffer> {
  async function* summed() {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      sums.crc = crc32(bytes, sums.crc)
      sums.size += bytes.length
      yield bytes
    }
  }
  // Fast rather than small: an export waits for its reader anyway. A failure is thrown by the loop that reads.
  const deflate = pipeline(Readable.from(summed(), { objectMode: true, highWaterMark: 1 }), createDeflateRaw({ level: 3 }), () => {})
  for await (const chunk of deflate) yield chunk as Buffer
}

function writeSums(buffer: Buffer, at: number, { crc, size }: Sums, packed: number) {
  buffer.writeUInt32LE(crc, at)
  buffer.writeUInt32LE(packed, at + 4)
  buffer.writeUInt32LE(size, at + 8)
}

function headOf(name: string): Buffer {
  const bytes = Buffer.from(name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x0403_4b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(deflated, 8)
  head.writeUInt16LE(dosDate, 12)
  head.writeUInt16LE(bytes.length, 26)
  return Buffer.concat([head, bytes])
}

function listingOf(name: string, sums: Sums, packed: number, at: number): Buffer {
  const bytes = Buffer.from(name)
  const line = Buffer.alloc(46)
  line.writeUInt32LE(0x0201_4b50, 0)
  line.writeUInt16LE(20, 4)
  line.writeUInt16LE(20, 6)
  line.writeUInt16LE(flags, 8)
  line.writeUInt16LE(deflated, 10)
  line.writeUInt16LE(dosDate, 14)
  writeSums(line, 16, sums, packed)
  line.writeUInt16LE(bytes.length, 28)
  line.writeUInt32LE(at, 42)
  return Buffer.concat([line, bytes])
}

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Tone } from './tone.ts'

const mark = 'ZWT1'

/** The tone model as a file: mark, length of the JSON header, header, deflated rarity and rows. */
export function writeToneFile({ names, buckets, rarity, rows, steps, bias }: Tone): Uint8Array {
  const header = Buffer.from(JSON.stringify({ names, buckets, steps: [...steps], bias: [...bias] }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  return Buffer.concat([Buffer.from(mark), length, header, deflateRawSync(Buffer.concat([rarity, Buffer.from(rows.buffer)]), { level: 9 })])
}

/** @throws Error when the bytes are not a tone model. */
export function readToneFile(bytes: Uint8Array): Tone {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 8 || file.toString('latin1', 0, 4) !== mark) throw new Error('This is not a tone model')
  const end = 8 + file.readUInt32LE(4)
  const { names, buckets, steps, bias } = JSON.parse(file.toString('utf8', 8, end))
  const body = inflateRawSync(file.subarray(end))
  if (body.length !== buckets * (names.length + 1)) throw new Error('This tone model is cut short')
  const whole = Uint8Array.from(body)
  const rows = new Int8Array(whole.buffer, buckets)
  return { names, buckets, rarity: whole.subarray(0, buckets), rows, steps: Float32Array.from(steps), bias: Float32Array.from(bias) }
}

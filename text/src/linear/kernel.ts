import type { Features } from '../features/ngrams.ts'

/** kernel.wat as bytes; kernel.test.ts holds that they are the same. */
export const kernel =
  'AGFzbQEAAAABDgFgCX9/f39/f39/fwF9AwIBAAUDAQAQBxICBm1lbW9yeQIABXNjb3JlAAAKjQcBigcDB38CfQZ7QcAAIAZBAWogA0EARyAGQSFrQR9JcRshCSAHIQ8CQCADBEA' +
  'DQCAKIAJPDQIgBSAAIApBAnRqKAIAcSENIAMgDUEFdkEDdGohCyALKAIAIQ4gDyAEIAkgCygCBCAOQQEgDXRBAWtxaWpsajYCACAPIAEgCkECdGoqAgA4AgQgDyAOIA12QQFxQQ' +
  'N0aiEPIApBAWohCgwACwsDQCAKIAJPDQEgDyAEIAkgBSAAIApBAnRqKAIAcWxqNgIAIA8gASAKQQJ0aioCADgCBCAPQQhqIQ8gCkEBaiEKDAALCyAHIQoCQANAIAogD08NASANI' +
  'AYgCigCAGotAABqIQ0gCkEIaiEKDAALCyAPIA02AgAgByEKIAZBBE0EQAJAA0AgCiAPTw0BIAooAgAhCyAKKgIEIAstAACzlCEQIBEgECAQlJIhESAL/VwCAf2HASESIBQgEP0T' +
  'IBIgEv2AAf2VAf2nAf36Af3mAf3kASEUIApBCGohCgwACwsgCCAU/QsEACARDwsgBkEITQRAAkADQCAKIA9PDQEgCigCACELIAoqAgQgCy0AALOUIRAgESAQIBCUkiERIBD9EyE' +
  'TIAv9AQMBIRIgEiAS/YAB/ZUBIRIgFCATIBL9pwH9+gH95gH95AEhFCAVIBMgEv2oAf36Af3mAf3kASEVIApBCGohCgwACwsgCCAU/QsEACAIIBX9CwQQIBEPCwJAA0AgCiAPTw' +
  '0BIAoqAgQgCigCAC0AALOUIRAgCiAQOAIEIBEgECAQlJIhESAKQQhqIQoMAAsLAkADQCAMIAZPDQH9DAAAAAAAAAAAAAAAAAAAAAAhFP0MAAAAAAAAAAAAAAAAAAAAACEV/QwAA' +
  'AAAAAAAAAAAAAAAAAAAIRb9DAAAAAAAAAAAAAAAAAAAAAAhFyAHIQoCQANAIAogD08NASAMIAooAgBqIQsgCv0JAgQhEyAL/QEDASESIBIgEv2AAf2VASESIBQgEyAS/acB/foB' +
  '/eYB/eQBIRQgFSATIBL9qAH9+gH95gH95AEhFSAL/QEDCSESIBIgEv2AAf2VASESIBYgEyAS/acB/foB/eYB/eQBIRYgFyATIBL9qAH9+gH95gH95AEhFyAKQQhqIQoMAAsLIAg' +
  'gDEECdGohCyALIBT9CwQAIAsgFf0LBBAgCyAW/QsEICALIBf9CwQwIAxBEGohDAwACwsgEQs='

const bytesOf = (encoded: string) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))

type Memory = { buffer: ArrayBuffer; grow(pages: number): void }
type Score = (
  ids: number,
  values: number,
  count: number,
  index: number,
  table: number,
  mask: number,
  columns: number,
  known: number,
  sums: number,
) => number
// The types of Node know the name only.
type Wasm = { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: { memory: Memory; score: Score } } }
const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly
const { memory, score } = new Instance(new Module(bytesOf(kernel))).exports

const page = 65_536
/** A vector read at a row's end reads into what follows. */
const beyond = 64
let free = beyond
/** Places of tables that nobody asks any more, by size: the next of that size takes one. */
const left = new Map<number, number[]>()
/** Where a table stands; with an index its rows are those of known buckets alone. */
type Place = { index: number; table: number }
const places = new WeakMap<Int8Array, Place>()
const forgotten = new FinalizationRegistry(({ size, place }: { size: number; place: number }) => {
  left.set(size, [...(left.get(size) ?? []), place])
})

function placeFor(size: number): number {
  const used = left.get(size)?.pop()
  if (used !== undefined) return used
  const place = free
  free = (place + size + beyond + 15) & ~15
  const missing = free + beyond - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / page))
  return place
}

/** A table with fewer of its buckets known is kept without the others: more of it stays in the cache. */
const hardlyFull = 0.8
const bucketsAnEntry = 32
const line = 64
/** Rows that fill more than half a line of the cache begin with one each: one is waited for, not two. The kernel knows it too. */
const fillsLine = (columns: number) => columns > line / 2 && columns < line

/** Where the kernel finds a table; copied to it when it is first asked. */
function placeOf(rows: Int8Array, columns: number, buckets: number): Place {
  const known = places.get(rows)
  if (known !== undefined) return known
  const stride = columns + 1
  const index = indexOf(rows, stride, buckets)
  const apart = fillsLine(columns) ? line : stride
  const size = index ? index.entries.byteLength + line + index.known * apart : rows.length
  const at = placeFor(size)
  const place = index ? { index: at, table: (at + index.entries.byteLength + line - 1) & ~(line - 1) } : { index: 0, table: at }
  if (index) putKnown(rows, stride, apart, index.entries, place)
  else new Int8Array(memory.buffer).set(rows, at)
  places.set(rows, place)
  forgotten.register(rows, { size, place: at })
  return place
}

/** Of 32 buckets each a bit whether it is known, and how many known ones stand before; undefined where most are known. */
function indexOf(rows: Int8Array, stride: number, buckets: number) {
  const entries = new Uint32Array((Math.ceil(buckets / bucketsAnEntry) + 1) * 2)
  let known = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    const at = (bucket >> 5) * 2
    if (bucket % bucketsAnEntry === 0) entries[at + 1] = known
    if (rows[bucket * stride] === 0) continue
    entries[at] = (entries[at] as number) | (1 << (bucket & 31))
    known++
  }
  return known > buckets * hardlyFull ? undefined : { entries, known }
}

function putKnown(rows: Int8Array, stride: number, apart: number, entries: Uint32Array, { index, table }: Place) {
  const bytes = new Int8Array(memory.buffer)
  bytes.set(new Int8Array(entries.buffer), index)
  let to = table
  for (let from = 0; from < rows.length; from += stride) {
    if (rows[from] === 0) continue
    for (let at = 0; at < stride; at++) bytes[to + at] = rows[from + at] as number
    to += apart
  }
}

// Ids, values and what the kernel notes of each feature, then the sums: places of their own that grow with the texts.
let room = 0
let ids = 0
let values = 0
let known = 0
let sums = 0
let views = viewsOn()

function viewsOn() {
  return { ids: new Uint32Array(memory.buffer), values: new Float32Array(memory.buffer) }
}

/** The features that stand in the kernel's memory: several models are asked about the same. */
let copied: Features | undefined
let answer = new Float32Array(64)

function makeRoom(features: number, columns: number) {
  if (features + columns > room) {
    room = Math.max(1024, (features + columns) * 2)
    ids = placeFor(room * 20 + beyond)
    values = ids + room * 4
    known = values + room * 4
    sums = known + room * 8
    copied = undefined
  }
  if (answer.length < columns) answer = new Float32Array(columns)
  if (views.ids.length === 0) views = viewsOn()
}

/**
 * What each column of a table gathers from the features that it knows, and the sum of their squared shares (float32, the same on each platform).
 * The sums are good until the next call, and the features are not to be changed between calls.
 * @param rows a bucket: an idf byte, then `columns` weights q that count q·|q|; int8
 */
export function gathered(rows: Int8Array, columns: number, buckets: number, features: Features) {
  const { index, table } = placeOf(rows, columns, buckets)
  const count = features.ids.length
  makeRoom(count, columns + 16)
  if (copied !== features) {
    views.ids.set(features.ids, ids / 4)
    views.values.set(features.values, values / 4)
    copied = features
  }
  const squares = score(ids, values, count, index, table, buckets - 1, columns, known, sums)
  for (let column = 0; column < columns; column++) answer[column] = views.values[sums / 4 + column] as number
  return { sums: answer, squares }
}

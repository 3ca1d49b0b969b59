import type { Features } from '../features/ngrams.ts'

/** kernel.wat as bytes; kernel.test.ts holds that they are the same. */
export const kernel =
  'AGFzbQEAAAABDQFgCH9/f39/f39/AX0DAgEABQMBABAHEgIGbWVtb3J5AgAFc2NvcmUAAAqFBAGCBAMFfwJ9B3sgBUEBaiEIIAYhCwJAA0AgCSACTw0BIAMgCCAEIAAgCU' +
  'ECdGooAgBxbGohCiABIAlBAnRqKgIAIAotAACzlCENIAsgCjYCACALIA04AgQgDiANIA2UkiEOIAsgDUMAAAAAXkEDdGohCyAJQQFqIQkMAAsLAkADQCAMIAVPDQH9DAAA' +
  'AAAAAAAAAAAAAAAAAAAhEv0MAAAAAAAAAAAAAAAAAAAAACET/QwAAAAAAAAAAAAAAAAAAAAAIRT9DAAAAAAAAAAAAAAAAAAAAAAhFSAGIQkCQCAFIAxrQQRNBEADQCAJIA' +
  'tPDQIgDCAJKAIAav1cAgH9hwEhECASIAn9CQIEIBAgEP2AAf2VAf2nAf36Af3mAf3kASESIAlBCGohCQwACwsDQCAJIAtPDQEgDCAJKAIAav0ABAEhDyAJ/QkCBCERIA/9' +
  'hwEhECAQIBD9gAH9lQEhECASIBEgEP2nAf36Af3mAf3kASESIBMgESAQ/agB/foB/eYB/eQBIRMgD/2IASEQIBAgEP2AAf2VASEQIBQgESAQ/acB/foB/eYB/eQBIRQgFS' +
  'ARIBD9qAH9+gH95gH95AEhFSAJQQhqIQkMAAsLIAcgDEECdGohCiAKIBL9CwQAIAogE/0LBBAgCiAU/QsEICAKIBX9CwQwIAxBEGohDAwACwsgDgs='

const bytesOf = (encoded: string) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))

type Memory = { buffer: ArrayBuffer; grow(pages: number): void }
type Score = (
  ids: number,
  values: number,
  count: number,
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
const places = new WeakMap<Int8Array, number>()
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

/** Where the kernel finds a table; copied to it when it is first asked. */
function placeOf(rows: Int8Array): number {
  const known = places.get(rows)
  if (known !== undefined) return known
  const place = placeFor(rows.length)
  new Int8Array(memory.buffer).set(rows, place)
  places.set(rows, place)
  forgotten.register(rows, { size: rows.length, place })
  return place
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

function makeRoom(features: number, columns: number) {
  if (features + columns > room) {
    room = Math.max(1024, (features + columns) * 2)
    ids = placeFor(room * 20 + beyond)
    values = ids + room * 4
    known = values + room * 4
    sums = known + room * 8
  }
  if (views.ids.length === 0) views = viewsOn()
}

/**
 * What each column of a table gathers from the features that it knows, and the sum of their squared shares (float32, the same on each platform).
 * @param rows a bucket: an idf byte, then `columns` weights q that count q·|q|; int8
 * @param count how many of the features stand in the buckets
 */
export function gathered(rows: Int8Array, columns: number, buckets: number, features: Features, count: number) {
  const table = placeOf(rows)
  makeRoom(count, columns + 16)
  views.ids.set(count === features.ids.length ? features.ids : features.ids.subarray(0, count), ids / 4)
  views.values.set(count === features.ids.length ? features.values : features.values.subarray(0, count), values / 4)
  const squares = score(ids, values, count, table, buckets - 1, columns, known, sums)
  return { sums: views.values.subarray(sums / 4, sums / 4 + columns), squares }
}

import type { Features } from './ngrams.ts'

/** ngrams.wat as bytes; counting.test.ts holds that they are the same. */
export const counter =
  'AGFzbQEAAAABKwdgAXwBfGACf30AYAF/AX1gAX8Bf2AHf39/f399fwF/YAJ/fwBgA39/fwACDgEEbWF0aAVsb2cxcAAAAwcGAQIDBAUGBQMBAAQGLAh/AUEAC38BQQALfwFBAA' +
  't/AUEAC38BQQALfwFBAAt/AUEAC30BQwAAgD8LBzoHBm1lbW9yeQIABXNsb3RzAwADaWRzAwIGY291bnRzAwMGc2hhcmVzAwQFZ3JhbXMABAV3ZWlnaAAGCqcHBsMBAQN/IAAg' +
  'AEEPdnNB7fjs4AJsIQAgACAAQQx2c0G52ujLAmwhACAAIABBD3ZzIwZxIQAgACECAkADQCACIwFxIQIjACACQQJ0aiEDIAMoAgAhBCAERQ0BIARBAWtBAnQhBCMCIARqKAIAIA' +
  'BGBEAjAyAEaiEEIAQgBCoCACMHkjgCAA8LIAJBAWohAgwACwsjBUECdCEEIwIgBGogADYCACMDIARqIwc4AgAjBCAEaiABOAIAIwVBAWokBSADIwU2AgALIAAgAEECSQRAQwAA' +
  'gD8PC0MzMzM/QwAAAD8gAEECRhsLKQAgAEHhAGtBGkkgAEEwRiAAQSdGcnIgAEHfAWtB8QJJIABB9wFHcXILxQIBCn8gA0EBayQGIAQkASAFJAcgBiQFIAAgAUEBdGohCiAAIQ' +
  'cCQANAIAcgCk8NAUHFu/KIeCEMQQAhDSAHQQhqIQkgCSAKSwRAIAohCQsgByEIA0AgCC8BACELIAwgC3NBk4OACGwhDCAMIAxBDXZzIQwgDSALQYDdAE9yIQ0gDCAIIAdrQQF2' +
  'EAJDAACAPyANGxABIAhBAmohCCAIIAlJDQALIAcvAQAhCyACIAtBgN0AT3EEQCAHIAoQBQsgCxADBEAgDkHHmK34AiAQGyALc0GTg4AIbCEOQQEhECAHQQJqIQggCCAKSQR/IA' +
  'gvAQAQAwVBAAtFBEAgDkMAAIA/EAEgDwRAIA9B9fOt6QZzQZODgAhsIA5zQwAAgD8QAQsgDiEPQQAhEAsFIAtBIEcEQEEAIQ8LCyAHQQJqIQcMAAsLIwULgAEBA38gAC8BAEGL' +
  'zrSPBXNBk4OACGwhAiAAQQRqIQACQANAIAAgAU8gA0EET3INASAALwEAIQQgBEGA3QBPBEAgAiAEc0GTg4AIbEGZ8gFzQwAAAD9DzczMPkOamZk+IANBAkYbIANBAkkbEAELIA' +
  'BBAmohACADQQFqIQMMAAsLC8sBBAJ/AXwBfwJ8IAJBAnQhBAJAA0AgAyAETw0BIwMgA2oqAgC7IQUgBfwCIQYgBkHAAEkgBrcgBWFxBHwgASAGQQN0aisDAAUgBRAACyEHIAcj' +
  'BCADaioCALuiIQcgACADaiAHtjgCACAIIAcgB6KgIQggA0EEaiEDDAALCyAIRAAAAAAAAAAAZARARAAAAAAAAPA/IAifoyEIC0EAIQMCQANAIAMgBE8NASAAIANqIQYgBiAGKg' +
  'IAuyAIorY4AgAgA0EEaiEDDAALCws='

const bytesOf = (encoded: string) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))

type Memory = { buffer: ArrayBuffer; grow(pages: number): void }
type Place = { value: number }
type Counter = {
  memory: Memory
  slots: Place
  ids: Place
  counts: Place
  shares: Place
  grams(codes: number, length: number, apart: number, buckets: number, slotMask: number, weight: number, before: number): number
  weigh(values: number, known: number, count: number): void
}
// The types of Node know the name only.
type Wasm = {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: Counter }
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly
const machine = new Instance(new Module(bytesOf(counter)), { math: { log1p: Math.log1p } }).exports

const page = 65_536
/** ln(1 + count) of the first few counts. */
const knownCounts = 64
const known = 0
// Where the lists stand in the machine's memory, one behind the other, and how much they hold.
const codes = known + knownCounts * 8
let codesRoom = 0
let room = 0
let slotRoom = 0
let [slots, ids, counts, shares, values] = [0, 0, 0, 0, 0]
let memory = viewed()

function viewed() {
  const { buffer } = machine.memory
  return { codes: new Uint16Array(buffer), numbers: new Uint32Array(buffer), values: new Float32Array(buffer) }
}
new Float64Array(machine.memory.buffer, known, knownCounts).set(Array.from({ length: knownCounts }, (_, count) => Math.log1p(count)))

type Counting = {
  buckets: number
  /** Pairs of characters standing apart too. */
  apart: boolean
  weight: number
  /** How many features the fields before it have. */
  before: number
}

/** Counts the n-grams of a normalised text beside those counted before; answers how many features there are. */
export function countGrams(text: { codes: Uint16Array; length: number }, { buckets, apart, weight, before }: Counting): number {
  const { length } = text
  // Four grams a place, one word and one pair of words for two, and four characters standing apart.
  const most = before + length * (apart ? 9 : 5) + 2
  if (length > codesRoom || most > room) makeRoom(length, most, before)
  memory.codes.set(text.codes.length === length ? text.codes : text.codes.subarray(0, length), codes / 2)
  return machine.grams(codes, length, apart ? 1 : 0, buckets, slotMaskFor(most, before), weight, before)
}

/** The features counted, in the order in which they were met; the same numbers on each platform. */
export function featuresFrom(count: number): Features {
  machine.weigh(values, known, count)
  return {
    ids: memory.numbers.slice(ids / 4, ids / 4 + count),
    values: memory.values.slice(values / 4, values / 4 + count),
  }
}

/** An open table twice as large as what it may hold; short texts use a part of it, so that it stays in the cache. */
function slotMaskFor(most: number, before: number): number {
  let mask = 1023
  while (mask < most * 2) mask = mask * 2 + 1
  const first = slots / 4
  memory.numbers.fill(0, first, first + mask + 1)
  for (let at = 0; at < before; at++) {
    let slot = (memory.numbers[ids / 4 + at] as number) & mask
    while (memory.numbers[first + slot] !== 0) slot = (slot + 1) & mask
    memory.numbers[first + slot] = at + 1
  }
  return mask
}

function makeRoom(length: number, most: number, before: number) {
  const kept = [ids, counts, shares].map((place) => memory.numbers.slice(place / 4, place / 4 + before))
  codesRoom = Math.max(1024, codesRoom, length * 2)
  room = Math.max(4096, room, most * 2)
  slotRoom = 2 ** Math.ceil(Math.log2(room * 4))
  slots = codes + codesRoom * 2
  ids = slots + slotRoom * 4
  counts = ids + room * 4
  shares = counts + room * 4
  values = shares + room * 4
  const missing = values + room * 4 - machine.memory.buffer.byteLength
  if (missing > 0) {
    machine.memory.grow(Math.ceil(missing / page))
    memory = viewed()
  }
  machine.slots.value = slots
  machine.ids.value = ids
  machine.counts.value = counts
  machine.shares.value = shares
  for (const [list, place] of [ids, counts, shares].entries()) memory.numbers.set(kept[list] as Uint32Array, place / 4)
}

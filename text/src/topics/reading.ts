import { placesOf } from '../similar/places.ts'
import { hashOf, wordingOf } from '../similar/wording.ts'
import type { Rarity } from './rarity.ts'

/** What a topic reads of a message, as hashes; nothing of the text can be read back. */
export type Reading = {
  subject: Map<number, number>
  text: Map<number, number>
  /** Runs of four characters of the subject: where names stand. */
  names: Set<number>
  /** Pairs of characters of names of places. */
  places: Set<number>
}
export type Vector = Map<number, number>

const textWeight = 1
const subjectWeight = 0.4
/** Whoever writes more has said it by then. */
const readLength = 800
const nameLength = 4
/** Without a subject the beginning stands for it. */
const subjectLength = 40

export function readMessage({ subject, text }: { subject: string; text: string }): Reading {
  const head = subject.trim() || text.trim().slice(0, subjectLength)
  const names = new Set<number>()
  for (const run of runsOf(head))
    for (let at = 0; at + nameLength <= run.length; at++) names.add(hashOf(`#${run.slice(at, at + nameLength)}`))
  const places = placesOf(wordingOf(`${head}\n${text.slice(0, 500)}`)).flatMap(pairsOf)
  return { subject: countsOf(head), text: countsOf(text.slice(0, readLength)), names, places: new Set(places) }
}

const runsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)

const pairsOf = (run: string) => Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => hashOf(run.slice(at, at + 2)))

function countsOf(text: string): Map<number, number> {
  const counts = new Map<number, number>()
  for (const run of runsOf(text)) for (const pair of pairsOf(run)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return counts
}

export const hashesOf = ({ subject, text, names }: Reading) => new Set([...subject.keys(), ...text.keys(), ...names])

/** Sublinear frequency by rarity, of subject and text each brought to length one before they are added; of length one. */
export function vectorOf({ subject, text }: Reading, rarity: Rarity): Vector {
  const sum: Vector = new Map()
  addTo(sum, subject, subjectWeight, rarity)
  addTo(sum, text, textWeight, rarity)
  const length = Math.sqrt(dot(sum, sum)) || 1
  for (const [hash, weight] of sum) sum.set(hash, weight / length)
  return sum
}

function addTo(sum: Vector, counts: Map<number, number>, part: number, rarity: Rarity) {
  const added: [number, number][] = []
  let square = 0
  for (const [hash, count] of counts) {
    const weight = (1 + Math.log(count)) * rarity.weightOf(hash)
    if (weight <= 0) continue
    added.push([hash, weight])
    square += weight * weight
  }
  const scale = part / (Math.sqrt(square) || 1)
  for (const [hash, weight] of added) sum.set(hash, (sum.get(hash) ?? 0) + weight * scale)
}

export function dot(a: Vector, b: Vector): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a]
  let product = 0
  for (const [hash, weight] of fewer) product += weight * (more.get(hash) ?? 0)
  return product
}

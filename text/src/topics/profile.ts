import type { Rarity } from './rarity.ts'
import { dot, type Reading, readMessage, type Vector, vectorOf } from './reading.ts'

/** What a topic remembers of its messages: enough to tell whether another one belongs to it. */
export type Profile = {
  messages: number
  /** Sum of the vectors of its messages. */
  sum: Vector
  length: number
  /** How many of its subjects have a run of four characters. */
  names: Map<number, number>
  places: Set<number>
  /** One of its messages names no place. */
  isPlaceless: boolean
}

/** The strongest pairs of characters a profile keeps, and with how many more it is cut back to them. */
const keptPairs = { most: 900, least: 600 }
export const mostPairs = keptPairs.most
const keptNames = { most: 400, least: 200 }

export const profileOf = (vector: Vector, { names, places }: Reading): Profile => ({
  messages: 1,
  sum: new Map(vector),
  length: Math.sqrt(dot(vector, vector)),
  names: new Map(Array.from(names, (name) => [name, 1])),
  places: new Set(places),
  isPlaceless: places.size === 0,
})

/** Puts the second profile into the first. */
export function addProfile(into: Profile, from: Profile) {
  into.messages += from.messages
  for (const [hash, weight] of from.sum) into.sum.set(hash, (into.sum.get(hash) ?? 0) + weight)
  for (const [name, count] of from.names) into.names.set(name, (into.names.get(name) ?? 0) + count)
  for (const place of from.places) into.places.add(place)
  into.isPlaceless ||= from.isPlaceless
  cutBack(into.sum, keptPairs)
  cutBack(into.names, keptNames)
  into.length = Math.sqrt(dot(into.sum, into.sum))
}

function cutBack(counts: Map<number, number>, { most, least }: { most: number; least: number }) {
  if (counts.size <= most) return
  const weakest = [...counts].sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, counts.size - least)
  for (const [hash] of weakest) counts.delete(hash)
}

/** How much two messages of it have in common on the average, 0 … 1; 1 for a message alone. */
export const cohesionOf = ({ messages, length }: Profile): number =>
  messages < 2 ? 1 : Math.max(0, (length ** 2 - messages) / (messages * (messages - 1)))

/** Numbers alone, for a column of JSON. */
export type StoredProfile = { messages: number; sum: number[]; names: number[]; places: number[]; isPlaceless: boolean }

export const storedProfileOf = ({ messages, sum, names, places, isPlaceless }: Profile): StoredProfile => ({
  messages,
  sum: [...sum].flatMap(([hash, weight]) => [hash, Math.round(weight * 10_000) / 10_000]),
  names: [...names].flat(),
  places: [...places],
  isPlaceless,
})

export function profileFrom({ messages, sum, names, places, isPlaceless }: StoredProfile): Profile {
  const vector = mapOf(sum)
  return { messages, sum: vector, length: Math.sqrt(dot(vector, vector)), names: mapOf(names), places: new Set(places), isPlaceless }
}

const mapOf = (numbers: number[]) =>
  new Map(Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at] as number, numbers[2 * at + 1] as number]))

/** Of messages read anew, as it is stored; a person put them together. At least one. */
export function profileOfMessages(messages: readonly { subject: string; text: string }[], rarity: Rarity): StoredProfile {
  const [first, ...others] = messages.map((message) => {
    const reading = readMessage(message)
    return profileOf(vectorOf(reading, rarity), reading)
  })
  if (!first) throw new Error('a topic has messages')
  for (const other of others) addProfile(first, other)
  return storedProfileOf(first)
}

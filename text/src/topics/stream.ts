import { kinshipOf, leastAlike } from './kinship.ts'
import { addProfile, mostPairs, type Profile, profileOf } from './profile.ts'
import { Rarity } from './rarity.ts'
import { dot, hashesOf, readMessage, vectorOf } from './reading.ts'

/** `isApart`: split by a person, so that it is joined with no other topic; messages come to it as to any. */
export type LiveTopic = { id: string; lastDay: number; profile: Profile; isApart?: boolean }
/** What came of a message: the topic it belongs to, and the topics that turned out to tell the same matter and are part of it now (oldest first). */
export type Placed = { topicId: string; isNew: boolean; absorbed: string[] }

/** A matter nobody has written about for so long begins a new topic. */
export const idleDays = 45
/** The topics looked at: those quiet for longest are left out first. */
const mostTopics = 3_500
/** One message more or less does not move a topic of so many: it looks around with every eighth. */
const sureMessages = 40
const looksAroundEvery = 8
/** Topics near a text are found by its most telling pairs; those that have so little of them in common are not looked at. */
const mostTelling = 120
const partlyAlike = 0.03

/**
 * 热点话题, as the messages come: each is put to the topic that tells the same matter, or begins one; what is rare is learnt from the messages
 * before it. Memory is bounded by the topics of the last 45 days.
 * Source: docs/rules/topics.md
 */
export class TopicStream {
  readonly rarity: Rarity
  readonly #topics = new Map<string, LiveTopic>()
  /** Topics by the pairs of characters they have. */
  readonly #index = new Map<number, Set<LiveTopic>>()
  #nextExpiry = Number.NEGATIVE_INFINITY

  constructor(rarity = new Rarity(), topics: Iterable<LiveTopic> = []) {
    this.rarity = rarity
    for (const topic of topics) this.#keep(topic)
  }

  get size() {
    return this.#topics.size
  }
  topic = (id: string): LiveTopic | undefined => this.#topics.get(id)

  /** @param day in days since 1970, of the message; days must not run backwards by much */
  add(message: { subject: string; text: string; day: number }, newId: () => string): Placed {
    this.#expire(message.day)
    const reading = readMessage(message)
    this.rarity.learn(hashesOf(reading))
    const vector = vectorOf(reading, this.rarity)
    const own = profileOf(vector, reading)
    const nearest = vector.size ? this.#nearestTo(own, undefined) : undefined
    const topic = nearest ?? { id: newId(), lastDay: message.day, profile: own }
    if (nearest) this.#take(nearest, own, message.day)
    else this.#keep(topic)
    return { isNew: !nearest, ...(nearest ? this.#joinAround(topic) : { topicId: topic.id, absorbed: [] }) }
  }

  /** A message that was read before, alone so far: neither counted again nor put to another. */
  remember(message: { subject: string; text: string; day: number }, id: string) {
    const reading = readMessage(message)
    const vector = vectorOf(reading, this.rarity)
    if (vector.size) this.#keep({ id, lastDay: message.day, profile: profileOf(vector, reading) })
  }

  /** What a message between two topics has shown to be one. The one with more messages stays. */
  #joinAround(topic: LiveTopic): Pick<Placed, 'topicId' | 'absorbed'> {
    const absorbed: string[] = []
    if (topic.profile.messages > sureMessages && topic.profile.messages % looksAroundEvery !== 0) return { topicId: topic.id, absorbed }
    let one = topic
    while (!one.isApart) {
      const other = this.#nearestTo(one.profile, one)
      if (!other) break
      const [into, from] = other.profile.messages > one.profile.messages ? [other, one] : [one, other]
      absorbed.push(from.id)
      this.#drop(from)
      this.#take(into, from.profile, from.lastDay)
      one = into
    }
    return { topicId: one.id, absorbed }
  }

  /** Where a full profile lets go of pairs, it is taken out of the index and put in again: those are not looked for any more. */
  #take(topic: LiveTopic, profile: Profile, day: number) {
    topic.lastDay = Math.max(topic.lastDay, day)
    const mayLetGo = topic.profile.sum.size + profile.sum.size > mostPairs
    if (mayLetGo) this.#drop(topic)
    addProfile(topic.profile, profile)
    if (mayLetGo) this.#keep(topic)
    else this.#enter(topic, profile.sum.keys())
  }

  #nearestTo(profile: Profile, self: LiveTopic | undefined): LiveTopic | undefined {
    const products = new Map<LiveTopic, number>()
    for (const [hash, weight] of tellingOf(profile.sum))
      for (const topic of this.#index.get(hash) ?? [])
        if (topic !== self && !(self && topic.isApart))
          products.set(topic, (products.get(topic) ?? 0) + weight * (topic.profile.sum.get(hash) ?? 0))
    let [best, strongest]: [LiveTopic | undefined, number] = [undefined, 0]
    for (const [topic, partly] of products) {
      if (partly < partlyAlike * profile.length * topic.profile.length) continue
      const product = dot(profile.sum, topic.profile.sum)
      if (product < leastAlike * profile.length * topic.profile.length) continue
      const kinship = kinshipOf(profile, topic.profile, this.rarity, product)
      if (kinship > strongest || (kinship === strongest && best && topic.id < best.id)) [best, strongest] = [topic, kinship]
    }
    return strongest > 0 ? best : undefined
  }

  #keep(topic: LiveTopic) {
    this.#topics.set(topic.id, topic)
    this.#enter(topic, topic.profile.sum.keys())
  }

  #enter(topic: LiveTopic, hashes: Iterable<number>) {
    for (const hash of hashes) {
      const there = this.#index.get(hash)
      if (there) there.add(topic)
      else this.#index.set(hash, new Set([topic]))
    }
  }

  #drop(topic: LiveTopic) {
    this.#topics.delete(topic.id)
    for (const hash of topic.profile.sum.keys()) {
      const there = this.#index.get(hash)
      if (there?.delete(topic) && there.size === 0) this.#index.delete(hash)
    }
  }

  #expire(day: number) {
    if (day < this.#nextExpiry && this.#topics.size < mostTopics) return
    this.#nextExpiry = day + 1
    for (const topic of this.#topics.values()) if (day - topic.lastDay > idleDays) this.#drop(topic)
    const over = this.#topics.size - mostTopics * 0.9
    if (over <= 0 || this.#topics.size < mostTopics) return
    const quietest = [...this.#topics.values()].sort((a, b) => a.profile.messages - b.profile.messages || a.lastDay - b.lastDay)
    for (const topic of quietest.slice(0, Math.ceil(over))) this.#drop(topic)
  }
}

/** The pairs of characters that tell most. */
function tellingOf(sum: ReadonlyMap<number, number>): Iterable<[number, number]> {
  if (sum.size <= mostTelling) return sum
  return [...sum].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostTelling)
}

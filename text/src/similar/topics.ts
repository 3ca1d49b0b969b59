import { sharesPlace } from './places.ts'
import { type Link, LinkQueue, linksOf } from './topic-links.ts'
import { type Message, type Vector, vectorsOf } from './topic-vectors.ts'
import { wordingOf } from './wording.ts'

/** One matter told by `members` (places in the given list, ascending); the title is the subject that says best what they share. */
export type Topic = { members: number[]; title: string }

/**
 * Groups whose sums point the same way by this much (cosine) tell one matter, if also two messages of them taken by chance have this much
 * in common: else only a way of speaking holds them together. In a large group the matter is sure, and each tells it in another way.
 * Chosen on judged pairs of the government messages, see docs/rules/similar.md.
 */
const few = { alike: 0.32, mean: 0.25 }
const many = { alike: 0.2, mean: 0.06 }
const manyMembers = 20
/** Pairs below are not looked at. */
const linkAtLeast = 0.12

type Group = { members: number[]; sum: Map<number, number>; length: number; near: Map<number, number> }

/**
 * 热点话题: which messages tell one matter, in the order of the first message of each; a message alone is a topic of one.
 * Groups are joined the most alike first, by the directions of their sums (spherical group average), so that one message between two
 * matters does not chain them.
 */
export function topicsOf(messages: readonly Message[]): Topic[] {
  const vectors = vectorsOf(messages)
  const wordings = messages.map(({ subject, text }) => wordingOf(`${subject}\n${text.slice(0, 500)}`))
  const links = linksOf(vectors, linkAtLeast).filter(({ a, b }) => sharesPlace(wordings[a] ?? '', wordings[b] ?? ''))
  return joined(vectors, links)
    .map(({ members, sum }) => ({ members: members.toSorted((a, b) => a - b), title: titleOf(members, sum, vectors, messages) }))
    .sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0))
}

function joined(vectors: readonly Vector[], links: Link[]): Group[] {
  const groups: (Group | null)[] = vectors.map((vector, at) => ({ members: [at], sum: sumOf(vector), length: 1, near: new Map() }))
  const queue = new LinkQueue()
  for (const link of links) {
    groups[link.a]?.near.set(link.b, link.similarity)
    groups[link.b]?.near.set(link.a, link.similarity)
    if (link.similarity >= few.alike) queue.push(link)
  }
  for (let link = queue.pop(); link; link = queue.pop()) {
    const [a, b] = [groups[link.a], groups[link.b]]
    if (!a || !b || a.near.get(link.b) !== link.similarity) continue
    const [kept, gone] = a.members.length >= b.members.length ? [link.a, link.b] : [link.b, link.a]
    join(groups, kept, gone, queue)
  }
  return groups.filter((group) => group !== null)
}

/** Puts the second group into the first and says anew how alike it is to those around both. */
function join(groups: (Group | null)[], kept: number, gone: number, queue: LinkQueue) {
  const [into, from] = [groups[kept], groups[gone]]
  if (!into || !from) return
  groups[gone] = null
  into.members.push(...from.members)
  for (const [id, weight] of from.sum) into.sum.set(id, (into.sum.get(id) ?? 0) + weight)
  into.length = Math.sqrt(dot(into.sum, into.sum))
  const around = new Set([...into.near.keys(), ...from.near.keys()])
  for (const other of around) {
    const group = groups[other]
    group?.near.delete(gone)
    if (!group || other === kept) continue
    const similarity = similarityOf(into, group)
    into.near.set(other, similarity)
    group.near.set(kept, similarity)
    if (similarity > 0) queue.push({ similarity, a: kept, b: other })
  }
  into.near.delete(gone)
}

/** Nothing where they are too little alike to be joined. */
function similarityOf(a: Group, b: Group): number {
  const product = dot(a.sum, b.sum)
  const needed = Math.max(a.members.length, b.members.length) >= manyMembers ? many : few
  const similarity = product / (a.length * b.length)
  return similarity < needed.alike || product / (a.members.length * b.members.length) < needed.mean ? 0 : similarity
}

const sumOf = ({ ids, weights }: Vector) => new Map(Array.from(ids, (id, at) => [id, weights[at] as number]))

function dot(a: Map<number, number>, b: Map<number, number>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a]
  let product = 0
  for (const [id, weight] of fewer) product += weight * (more.get(id) ?? 0)
  return product
}

/** The subject of the message nearest to all of them; of equally near ones the first. */
function titleOf(members: number[], sum: Map<number, number>, vectors: readonly Vector[], messages: readonly Message[]): string {
  let [best, nearest] = [members[0] ?? 0, -1]
  for (const member of members) {
    const { ids, weights } = vectors[member] as Vector
    let product = 0
    for (const [at, id] of ids.entries()) product += (weights[at] as number) * (sum.get(id) ?? 0)
    if (product > nearest + 1e-9 && messages[member]?.subject.trim()) [best, nearest] = [member, product]
  }
  const { subject, text } = messages[best] as Message
  return subject.trim() || Array.from(text.trim()).slice(0, 30).join('')
}

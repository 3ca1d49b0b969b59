import type { Vector } from './topic-vectors.ts'

/** Two messages, or groups of them, and how alike they are. */
export type Link = { similarity: number; a: number; b: number }

/** The links, the most alike first out (a heap). */
export class LinkQueue {
  readonly #links: Link[] = []

  get size() {
    return this.#links.length
  }

  push(link: Link) {
    const links = this.#links
    links.push(link)
    let at = links.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!comesBefore(links[at], links[parent])) break
      this.#exchange(at, parent)
      at = parent
    }
  }

  pop(): Link | undefined {
    const links = this.#links
    const first = links[0]
    const last = links.pop()
    if (last === undefined || links.length === 0) return first
    links[0] = last
    for (let at = 0; ; ) {
      let next = 2 * at + 1
      if (next + 1 < links.length && comesBefore(links[next + 1], links[next])) next++
      if (next >= links.length || !comesBefore(links[next], links[at])) return first
      this.#exchange(at, next)
      at = next
    }
  }

  #exchange(at: number, other: number) {
    const link = this.#links[at] as Link
    this.#links[at] = this.#links[other] as Link
    this.#links[other] = link
  }
}

/** Equal ones in the order of their messages, so that the same file gives the same topics. */
function comesBefore(link: Link | undefined, other: Link | undefined): boolean {
  if (!link || !other) return link !== undefined
  return link.similarity !== other.similarity
    ? link.similarity > other.similarity
    : link.a !== other.a
      ? link.a < other.a
      : link.b < other.b
}

/** All pairs of messages at least that alike, by an index of bigrams. */
export function linksOf(vectors: readonly Vector[], atLeast: number): Link[] {
  const found: Link[] = []
  // By bigram: message and weight by turns, in the order of messages.
  const index = new Map<number, number[]>()
  const similarity = new Float64Array(vectors.length)
  const met = new Uint32Array(vectors.length)
  for (let a = 0; a < vectors.length; a++) {
    const { ids, weights } = vectors[a] as Vector
    let count = 0
    for (let place = 0; place < ids.length; place++) {
      const weight = weights[place] as number
      const entries = index.get(ids[place] as number)
      if (!entries) {
        index.set(ids[place] as number, [a, weight])
        continue
      }
      for (let at = 0; at < entries.length; at += 2) {
        const b = entries[at] as number
        if (similarity[b] === 0) met[count++] = b
        similarity[b] = (similarity[b] as number) + weight * (entries[at + 1] as number)
      }
      entries.push(a, weight)
    }
    for (let at = 0; at < count; at++) {
      const b = met[at] as number
      if ((similarity[b] as number) >= atLeast) found.push({ similarity: similarity[b] as number, a, b })
      similarity[b] = 0
    }
  }
  return found
}

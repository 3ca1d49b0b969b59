/** Pairs of characters and names are counted in so many buckets: two of them share one now and then, which makes both seem less rare. */
const buckets = 2 ** 19
/** From so many messages on all counts are halved: what is rare is asked of the newest, and the counts stay small. */
const rememberedMessages = 60_000
/** Pairs in fewer messages are as telling as those: else a name that two share outweighs all they tell. */
const rarestCount = 5
/** Pairs in more of all messages than this part tell nothing and cost most. */
const commonShare = 0.2
const fewMessages = 100

/** How many messages so far have a pair of characters, or a name; learnt from those that came before, in bounded memory. */
export class Rarity {
  documents = 0
  readonly #counts: Uint16Array

  constructor(counts = new Uint16Array(buckets)) {
    this.#counts = counts
  }

  /** @param hashes each once */
  learn(hashes: Iterable<number>) {
    if (++this.documents >= rememberedMessages) this.#halve()
    for (const hash of hashes) {
      const at = hash % buckets
      this.#counts[at] = Math.min(65_535, (this.#counts[at] as number) + 1)
    }
  }

  countOf = (hash: number): number => this.#counts[hash % buckets] as number

  /** Nothing for what stands in nearly all messages. */
  weightOf(hash: number): number {
    const count = this.countOf(hash)
    if (this.documents > fewMessages && count > this.documents * commonShare) return 0
    return Math.max(0, Math.log((this.documents + 1) / Math.max(Math.min(rarestCount, this.documents / 4), count)))
  }

  #halve() {
    this.documents >>= 1
    for (let at = 0; at < buckets; at++) this.#counts[at] = (this.#counts[at] as number) >> 1
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(4 + buckets * 2)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, this.documents, true)
    for (let at = 0; at < buckets; at++) view.setUint16(4 + at * 2, this.#counts[at] as number, true)
    return bytes
  }

  /** Begins anew where the bytes are of another make. */
  static fromBytes(bytes: Uint8Array): Rarity {
    if (bytes.byteLength !== 4 + buckets * 2) return new Rarity()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const rarity = new Rarity(Uint16Array.from({ length: buckets }, (_, at) => view.getUint16(4 + at * 2, true)))
    rarity.documents = view.getUint32(0, true)
    return rarity
  }
}

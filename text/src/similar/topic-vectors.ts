/** One message as topics read it; with its writer, what is only this writer's way of speaking counts less. */
export type Message = { subject: string; text: string; writer?: string }

/** Bigrams by number, ascending, and their weights; of length one. */
export type Vector = { ids: Uint32Array; weights: Float64Array }

const textWeight = 1
/** Names and problems stand in the subject, but so few of them that one name would decide alone. */
const subjectWeight = 0.4
/** Bigrams in fewer messages are as telling as those: else a name that two share outweighs all they tell. */
const rarestCount = 5
/** From so many messages on it is seen whether a bigram is one writer's habit. */
const habitCount = 5
/** Bigrams in more of all messages than this part tell nothing and cost most. */
const commonShare = 0.2
const fewMessages = 100

type Bigram = { id: number; messages: number; writers: Set<string> }

/** Vectors of all messages in one space: sublinear frequency by rarity, of subject and text each brought to length one before they are added. */
export function vectorsOf(messages: readonly Message[]): Vector[] {
  const bigrams = new Map<string, Bigram>()
  const counted = messages.map(({ subject, text, writer }, at) => {
    const parts = { subject: countsOf(subject), text: countsOf(text) }
    for (const bigram of new Set([...parts.subject.keys(), ...parts.text.keys()])) {
      const known = bigrams.get(bigram) ?? { id: bigrams.size, messages: 0, writers: new Set() }
      known.messages++
      known.writers.add(writer ?? String(at))
      bigrams.set(bigram, known)
    }
    return parts
  })
  const weights = rarityOf(bigrams, messages.length)
  return counted.map(({ subject, text }) => {
    const sum = new Map<number, number>()
    addTo(sum, subject, subjectWeight, bigrams, weights)
    addTo(sum, text, textWeight, bigrams, weights)
    return vectorFrom(sum)
  })
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)) {
    for (let at = 0; at + 2 <= run.length; at++) {
      const bigram = run.slice(at, at + 2)
      counts.set(bigram, (counts.get(bigram) ?? 0) + 1)
    }
  }
  return counts
}

/** By number of the bigram; nothing for those of one message and those of nearly all. */
function rarityOf(bigrams: Map<string, Bigram>, total: number): Float64Array {
  const most = total < fewMessages ? total : total * commonShare
  const weights = new Float64Array(bigrams.size)
  for (const { id, messages, writers } of bigrams.values()) {
    if (messages < 2 || messages > most) continue
    const habit = messages < habitCount ? 1 : Math.sqrt(writers.size / messages)
    weights[id] = Math.log((total + 1) / Math.max(Math.min(rarestCount, total / 4), messages)) * habit
  }
  return weights
}

function addTo(sum: Map<number, number>, counts: Map<string, number>, part: number, bigrams: Map<string, Bigram>, weights: Float64Array) {
  const added = new Map<number, number>()
  let square = 0
  for (const [bigram, count] of counts) {
    const id = bigrams.get(bigram)?.id ?? 0
    const weight = (1 + Math.log(count)) * (weights[id] ?? 0)
    if (weight <= 0) continue
    added.set(id, weight)
    square += weight * weight
  }
  const scale = part / (Math.sqrt(square) || 1)
  for (const [id, weight] of added) sum.set(id, (sum.get(id) ?? 0) + weight * scale)
}

function vectorFrom(sum: Map<number, number>): Vector {
  const ids = Uint32Array.from(sum.keys()).sort()
  let square = 0
  for (const weight of sum.values()) square += weight * weight
  const length = Math.sqrt(square) || 1
  return { ids, weights: Float64Array.from(ids, (id) => (sum.get(id) ?? 0) / length) }
}

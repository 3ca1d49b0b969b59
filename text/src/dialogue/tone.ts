import { featuresOf } from '../features/ngrams.ts'
import { surfaceOf } from './cues.ts'
import { fitRidge } from './ridge.ts'
import { rarityOf, sparseRowsOf } from './rows.ts'
import type { Turn } from './turns.ts'

/**
 * The tone of one turn (语气): small n-gram scales learned on texts that may be shipped, such as praise, anger or insult. They know no dialogue and
 * no end of one; readers of dialogues look at them.
 */
export type Tone = { names: string[]; buckets: number; rarity: Uint8Array; rows: Int8Array; steps: Float32Array; bias: Float32Array }

/** A set of texts with one or more scales, each 0 … 1. */
export type ToneSource = { names: string[]; texts: string[]; targets: number[][] }

export const toneBuckets = 2 ** 16
const longest = 2000
const cost = 0.4

/** Marks the ends of a text, so that 好 alone is another thing than 好 within a sentence. */
export const withEnds = (text: string) => `〔${text}〕`

export const toneFeatures = (text: string) => featuresOf(withEnds(text.slice(0, longest)), toneBuckets)

/** Fits the scales of each source; all sources share the rarity of n-grams. */
export function trainTone(sources: readonly ToneSource[]): Tone {
  const features = sources.map(({ texts }) => texts.map(toneFeatures))
  const rarity = quantised(rarityOf(features.flat(), toneBuckets))
  const names = sources.flatMap((source) => source.names)
  const rows = new Int8Array(toneBuckets * names.length)
  const steps = new Float32Array(names.length)
  const bias = new Float32Array(names.length)
  let first = 0
  sources.forEach((source, at) => {
    const width = source.names.length
    const matrix = sparseRowsOf(features[at]!, Float32Array.from(rarity))
    const ridge = fitRidge(matrix, Float32Array.from(source.targets.flat()), width, { width: toneBuckets, cost, epochs: 8 })
    for (let column = 0; column < width; column++) {
      let largest = 1e-9
      for (let id = 0; id < toneBuckets; id++) largest = Math.max(largest, Math.abs(ridge.weights[id * width + column]!))
      steps[first + column] = largest / 127
      bias[first + column] = ridge.bias[column]!
      for (let id = 0; id < toneBuckets; id++)
        rows[id * names.length + first + column] = Math.round((ridge.weights[id * width + column]! / largest) * 127)
    }
    first += width
  })
  return { names, buckets: toneBuckets, rarity, rows, steps, bias }
}

/** Rarities in steps of an eighth of their largest value / 255; only their proportion matters, as rows are normalised. */
function quantised(rarity: Float32Array): Uint8Array {
  const largest = rarity.reduce((most, value) => Math.max(most, value), 1e-9)
  return Uint8Array.from(rarity, (value) => (value > 0 ? Math.max(1, Math.round((value / largest) * 255)) : 0))
}

/** The scales of one text, in the order of `names`. */
export function toneOf({ names, rarity, rows, steps, bias }: Tone, text: string): Float32Array {
  const { ids, values } = toneFeatures(text)
  const columns = names.length
  const sums = new Float32Array(columns)
  let squares = 0
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!
    const value = values[at]! * rarity[id]!
    squares += value * value
    const from = id * columns
    for (let column = 0; column < columns; column++) sums[column]! += value * rows[from + column]!
  }
  const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let column = 0; column < columns; column++) sums[column] = bias[column]! + sums[column]! * norm * steps[column]!
  return sums
}

/** All that is known of a turn without its dialogue: words, marks, length and, with a tone model, tone. */
export function soundOf(turn: Turn, tone: Tone | undefined): Float32Array {
  const surface = surfaceOf(turn)
  if (!tone) return surface
  const sound = new Float32Array(surface.length + tone.names.length)
  sound.set(surface)
  sound.set(toneOf(tone, turn.text), surface.length)
  return sound
}

import type { Features } from '../features/ngrams.ts'

/** `hint`: a name of the class rather than one of its texts; learnt from, never asked about. */
export type Example = { features: Features; label: number; weight?: number; hint?: boolean }

/** Training rows end to end: row r holds entries starts[r] … starts[r + 1]. Values carry idf and are l2-normalised over the buckets. */
export type Matrix = {
  starts: Uint32Array
  ids: Uint32Array
  values: Float32Array
  labels: Int32Array
  weights: Float32Array
  hints: Uint8Array
  /** Which bucket each id stands for: ids are numbered anew without gaps, so that few texts touch little memory. */
  vocabulary: Uint32Array
}

/** How rare each bucket is, as bytes: idf = byte × scale; 0 for buckets never met. */
export type Idf = { bytes: Uint8Array; scale: number }

/** Smooth inverse document frequencies (逆文档频率): ln((1 + n) / (1 + df)) + 1. */
export function idfOf(examples: Example[], buckets: number, leastDocuments = 1): Idf {
  const documents = new Float64Array(buckets)
  for (const { features } of examples) for (const id of features.ids) if (id < buckets) documents[id]!++
  const scale = (Math.log((1 + examples.length) / 2) + 1) / 255
  const bytes = new Uint8Array(buckets)
  for (let id = 0; id < buckets; id++)
    if (documents[id]! >= leastDocuments)
      bytes[id] = Math.max(1, Math.min(255, Math.round((Math.log((1 + examples.length) / (1 + documents[id]!)) + 1) / scale)))
  return { bytes, scale }
}

/** The examples as rows. @param width buckets and dense features together */
export function matrixOf(examples: Example[], buckets: number, width: number, { bytes, scale }: Idf): Matrix {
  const entries = examples.reduce((sum, { features }) => sum + features.ids.length, 0)
  const { places, vocabulary } = vocabularyOf(examples, width)
  const matrix: Matrix = {
    starts: new Uint32Array(examples.length + 1),
    ids: new Uint32Array(entries),
    values: new Float32Array(entries),
    labels: new Int32Array(examples.length),
    weights: new Float32Array(examples.length),
    hints: Uint8Array.from(examples, ({ hint }) => Number(hint ?? false)),
    vocabulary,
  }
  let filled = 0
  examples.forEach(({ features: { ids, values }, label, weight = 1 }, row) => {
    matrix.labels[row] = label
    matrix.weights[row] = weight
    let squares = 0
    for (let at = 0; at < ids.length; at++) {
      const value = ids[at]! < buckets ? values[at]! * bytes[ids[at]!]! * scale : 0
      squares += value * value
    }
    const norm = squares > 0 ? scale / Math.sqrt(squares) : 0
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!
      matrix.ids[filled] = places[id]!
      matrix.values[filled++] = id < buckets ? values[at]! * bytes[id]! * norm : values[at]!
    }
    matrix.starts[row + 1] = filled
  })
  return matrix
}

function vocabularyOf(examples: Example[], width: number) {
  const places = new Uint32Array(width)
  for (const { features } of examples) for (const id of features.ids) places[id] = 1
  const vocabulary = Uint32Array.from(places.keys()).filter((id) => places[id] === 1)
  vocabulary.forEach((id, place) => {
    places[id] = place
  })
  return { places, vocabulary }
}

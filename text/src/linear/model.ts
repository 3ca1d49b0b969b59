import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { defaultBuckets, type Features } from '../features/ngrams.ts'
import { gathered } from './kernel.ts'

/**
 * A linear model over hashed features (线性模型). Two classes share one column of weights (positive: the second class), more have one each.
 * `rows` holds, a bucket, its idf and then its weights, so that one cache line serves a feature. A weight is `q·|q|·scale` of its int8 q:
 * most weights are small and keep their precision. idf 0: the bucket was not met in training and does not count.
 */
export type LinearModel = {
  head: string
  classes: string[]
  buckets: number
  extra: number
  idfScale: number
  /** A column's weight of one step. */
  scales: Float32Array
  bias: Float32Array
  temperature: number
  /** By how much each class's probability is multiplied before the most likely is named. */
  thumbs?: number[]
  rows: Int8Array
  /** Weights of the dense features, `extra × columns`. */
  dense: Float32Array
  /** Language, date, data …: told by whoever trained it. */
  about: Record<string, unknown>
}

export const columnsOf = (classes: string[]) => (classes.length === 2 ? 1 : classes.length)

/**
 * The scores before calibration, one a column.
 * @param dense features of the caller's own, in their order; without it those behind the buckets
 */
export const scoresOf = (model: LinearModel, features: Features, dense?: Float32Array): Float32Array =>
  scoresInto(new Float32Array(model.scales.length), model, features, dense)

function scoresInto(result: Float32Array, model: LinearModel, features: Features, dense: Float32Array | undefined): Float32Array {
  const { rows, buckets, scales } = model
  if (dense) return addGathered(addDense(result, model, dense), model, gathered(rows, scales.length, buckets, features))
  const parted = partedOf(model, features)
  return addGathered(addDense(result, model, parted.dense), model, gathered(rows, scales.length, buckets, parted.grams))
}

function addGathered(result: Float32Array, { scales, bias }: LinearModel, { sums, squares }: ReturnType<typeof gathered>) {
  const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let column = 0; column < scales.length; column++) result[column]! += sums[column]! * norm * scales[column]! + bias[column]!
  return result
}

const noDense = new Float32Array(0)

/** Dense features stand behind the buckets, at the end and all of them (withDense). */
function partedOf({ buckets, extra }: LinearModel, features: Features): { grams: Features; dense: Float32Array } {
  const { ids, values } = features
  const count = ids.length - extra
  if (extra === 0 || count < 0 || ids[count]! < Math.max(buckets, defaultBuckets)) return { grams: features, dense: noDense }
  return { grams: { ids: ids.subarray(0, count), values: values.subarray(0, count) }, dense: values.subarray(count) }
}

function addDense(result: Float32Array, { dense: weights, scales }: LinearModel, dense: Float32Array): Float32Array {
  const columns = scales.length
  for (let at = 0, end = dense.length; at < end; at++) {
    const value = dense[at]!
    // What is not there adds nothing.
    if (value === 0) continue
    for (let column = 0; column < columns; column++) result[column]! += weights[at * columns + column]! * value
  }
  return result
}

/** Calibrated probabilities of the classes (概率), summing to 1. */
export function probabilitiesOf(model: LinearModel, features: Features, dense?: Float32Array): Float32Array {
  const columns = model.scales.length
  const scores = columns < scratches.length ? (scratches[columns] as Float32Array).fill(0) : new Float32Array(columns)
  return softened(scoresInto(scores, model, features, dense), model.temperature, model.classes.length)
}

/** Scores that nobody keeps, by their number: new ones would cost more than what they hold. */
const scratches = Array.from({ length: 64 }, (_, columns) => new Float32Array(columns))

/** Scores as probabilities at a temperature: the logistic function for one column, else softmax. */
export function softened(scores: Float32Array, temperature: number, classes: number): Float32Array {
  const result = new Float32Array(classes)
  if (scores.length === 1) {
    const positive = 1 / (1 + Math.exp(-scores[0]! / temperature))
    result[0] = 1 - positive
    result[1] = positive
    return result
  }
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let at = 0; at < classes; at++) sum += result[at] = Math.exp((scores[at]! - most) / temperature)
  for (let at = 0; at < classes; at++) result[at]! /= sum
  return result
}

/** Which entry is largest; the first of equals. */
export function bestOf(probabilities: ArrayLike<number>): number {
  let best = 0
  for (let at = 1; at < probabilities.length; at++) if (probabilities[at]! > probabilities[best]!) best = at
  return best
}

const mark = 'ZWL1'

/** The model as a file: mark, length of the JSON header, header, deflated rows. */
export function writeModel(model: LinearModel): Uint8Array {
  const { rows, scales, bias, dense, ...plain } = model
  const header = Buffer.from(JSON.stringify({ ...plain, scales: [...scales], bias: [...bias], dense: [...dense] }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  return Buffer.concat([Buffer.from(mark), length, header, deflateRawSync(rows, { level: 9 })])
}

/** @throws Error when the bytes are not a model. */
export function readModel(bytes: Uint8Array): LinearModel {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 8 || file.toString('latin1', 0, 4) !== mark) throw new Error('This is not a model file')
  const end = 8 + file.readUInt32LE(4)
  const { scales, bias, dense, ...plain } = JSON.parse(file.toString('utf8', 8, end))
  const inflated = inflateRawSync(file.subarray(end))
  const rows = new Int8Array(inflated.buffer, inflated.byteOffset, inflated.byteLength)
  if (rows.length !== plain.buckets * (scales.length + 1)) throw new Error('This model file is cut short')
  return { ...plain, rows, scales: Float32Array.from(scales), bias: Float32Array.from(bias), dense: Float32Array.from(dense) }
}

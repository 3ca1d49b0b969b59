import { withDense } from '../features/dense.ts'
import { featuresOf, fewBuckets } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { trainLinear } from '../linear/train.ts'
import { type CategorySheet, seedScores } from './seeds.ts'

export type LabelledCategory = { text: string; category: string }

/**
 * Points of seeds beside n-grams of length 1: so much, and no more, for whoever wrote the seeds had read some of the rows. Chosen on training
 * rows held out, each asked only with seeds written before or apart from it.
 */
const seedScale = 0.05
const mostPoints = 8

/** The points that a text's seed words give to each of the model's classes, as its model reads them beside the n-grams; good until the next call. */
export function categoryPoints(classes: readonly string[], sheet: CategorySheet, scores: Float64Array): Float32Array {
  const places = placesOf(classes, sheet)
  if (points.length !== classes.length) points = new Float32Array(classes.length)
  for (let at = 0; at < points.length; at++) points[at] = Math.min(mostPoints, scores[places[at] as number] ?? 0) * seedScale
  return points
}

let points = new Float32Array(0)

const known = new WeakMap<CategorySheet, WeakMap<readonly string[], Int32Array>>()

/** Asked twice a text for the same. */
let last: { classes: readonly string[]; sheet: CategorySheet; places: Int32Array } | undefined

/** Where each class of a model stands on a sheet, −1: nowhere; looked up once. */
export function placesOf(classes: readonly string[], sheet: CategorySheet): Int32Array {
  if (last?.classes === classes && last.sheet === sheet) return last.places
  const ofSheet = known.get(sheet) ?? new WeakMap<readonly string[], Int32Array>()
  known.set(sheet, ofSheet)
  const places = ofSheet.get(classes) ?? Int32Array.from(classes, (code) => sheet.placeOf.get(code) ?? -1)
  ofSheet.set(classes, places)
  last = { classes, sheet, places }
  return places
}

/**
 * 分类模型: learns a tenant's categories, or the shipped base, from labelled texts, with the points of the seeds among the features,
 * so that a category with few examples stands on its words. Seeded.
 */
export function trainCategory(
  texts: readonly LabelledCategory[],
  sheet: CategorySheet,
  { about = {}, cost, seed = 7 }: { about?: Record<string, unknown>; cost?: number; seed?: number } = {},
): LinearModel {
  const classes = [...new Set(texts.map(({ category }) => category))].sort()
  const examples = texts.map(({ text, category }) => ({
    features: withDense(featuresOf(text), categoryPoints(classes, sheet, seedScores(sheet, text).scores)),
    label: classes.indexOf(category),
  }))
  return trainLinear(examples, {
    classes,
    buckets: fewBuckets,
    extra: classes.length,
    head: 'category',
    about,
    seed,
    ...(cost && { cost }),
  })
}

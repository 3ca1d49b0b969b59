import { withDense } from '../features/dense.ts'
import { type Features, featuresOf, fewBuckets } from '../features/ngrams.ts'
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

/** The n-grams of a text with the points its seed words give to each of the model's classes. */
export function categoryFeatures(features: Features, classes: readonly string[], sheet: CategorySheet, scores: Float64Array): Features {
  const points = classes.map((code) => scores[sheet.placeOf.get(code) ?? -1] ?? 0)
  return withDense(
    features,
    points.map((value) => Math.min(mostPoints, value) * seedScale),
  )
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
    features: categoryFeatures(featuresOf(text), classes, sheet, seedScores(sheet, text).scores),
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

import { defaultBuckets, type Features, featuresOf } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { trainLinear } from '../linear/train.ts'
import { type CategorySheet, categoryBySeeds } from './seeds.ts'

export type LabelledCategory = { text: string; category: string }

/** Points of seeds beside n-grams of length 1: so much; chosen on training rows held out. */
const seedScale = 0.2
const mostPoints = 8

/** The n-grams of a text with the points its seed words give to each of the model's classes. */
export function categoryFeatures(
  { ids, values }: Features,
  classes: readonly string[],
  sheet: CategorySheet,
  scores: Float64Array,
): Features {
  const all = { ids: new Uint32Array(ids.length + classes.length), values: new Float32Array(ids.length + classes.length) }
  all.ids.set(ids)
  all.values.set(values)
  for (let at = 0; at < classes.length; at++) {
    const place = sheet.placeOf.get(classes[at] as string)
    all.ids[ids.length + at] = defaultBuckets + at
    all.values[ids.length + at] = place === undefined ? 0 : Math.min(mostPoints, scores[place] as number) * seedScale
  }
  return all
}

/**
 * 分类模型: learns a tenant's categories, or the shipped base, from labelled texts, with the points of the seeds among the features,
 * so that a category with few examples stands on its words. Seeded.
 */
export function trainCategory(
  texts: readonly LabelledCategory[],
  sheet: CategorySheet,
  { about = {}, cost }: { about?: Record<string, unknown>; cost?: number } = {},
): LinearModel {
  const classes = [...new Set(texts.map(({ category }) => category))].sort()
  const examples = texts.map(({ text, category }) => ({
    features: categoryFeatures(featuresOf(text), classes, sheet, categoryBySeeds(sheet, text).scores),
    label: classes.indexOf(category),
  }))
  return trainLinear(examples, { classes, extra: classes.length, head: 'category', about, ...(cost && { cost }) })
}

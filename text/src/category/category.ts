import { type Features, featuresOf } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'
import { categoryFeatures } from './learn.ts'
import { type CategoryShare, type CategorySheet, type SeedsAnswer, seedScores } from './seeds.ts'

/** A tenant's own model, and how many labelled cases of each category it learnt from. */
export type TenantCategories = { model: LinearModel; labelled: Readonly<Record<string, number>> }
export type CategorySources = { sheet: CategorySheet; base?: LinearModel | undefined; tenant?: TenantCategories | undefined }
export type CategoryAnswer = { category: CategoryShare[]; basis: 'model' | 'seeds' | 'none'; reasons: SeedsAnswer['reasons'] }

/** With so many labelled cases a category its model counts as much as what was known before; chosen on training texts held out. */
const halfTrusted = 2
/**
 * A company has few of the tree's categories: with each ten labelled cases what it has labelled becomes likelier by this much against what it
 * never had, up to a limit, so that clear words of a new category still win.
 */
const likelierEachTen = 5
const likeliest = 40
/** From so many labelled cases in all the answer is called the model's. */
const leastLabelled = 20
/** Of training rows held out whose best category was less likely than this, not one was right; from here on one in four. */
const leastProposed = 0.1

/**
 * 分类: seeds first, over them the shipped base for the categories it knows, over it the tenant's own model, each category by how many
 * labelled cases it learnt. Best first, all leaves of the tree. `basis` is `seeds` where the answer is a guess, `none` without a word to
 * go by, or where the likeliest is hardly likelier than the rest.
 */
export function categoryOf(text: string, { sheet, base, tenant }: CategorySources, features?: Features): CategoryAnswer {
  const { scores, reasons } = seedScores(sheet, text)
  const shares = sheet.sharesOf(scores)
  const grams = base || tenant ? (features ?? featuresOf(text)) : undefined
  if (base && grams) blend(shares, base, categoryFeatures(grams, base.classes, sheet, scores), sheet, () => 1)
  if (tenant && grams) {
    const weightOf = (code: string) => (tenant.labelled[code] ?? 0) / ((tenant.labelled[code] ?? 0) + halfTrusted)
    const likelier = Math.min(likeliest, 1 + (likelierEachTen * labelledIn(tenant)) / 10)
    blend(shares, tenant.model, categoryFeatures(grams, tenant.model.classes, sheet, scores), sheet, weightOf, likelier)
  }
  const category = sheet.codes
    .map((code, place) => ({ code, probability: shares[place] as number }))
    .sort((one, other) => other.probability - one.probability)
  const basis =
    reasons.length === 0 && isHardlyKnown(text, category[0]) ? 'none' : basisOf(reasons.length > 0, category[0], { base, tenant })
  return { category, basis, reasons }
}

/** Without a seed word a few letters (你好, abc), or a best category hardly likelier than another, are no evidence. */
const fewLetters = 6
const leastUnseeded = 0.2

function isHardlyKnown(text: string, best: CategoryShare | undefined): boolean {
  if (best === undefined || best.probability < leastUnseeded) return true
  return (text.slice(0, 50).match(/\p{L}/gu)?.length ?? 0) < fewLetters
}

const labelledIn = ({ labelled }: TenantCategories) => Object.values(labelled).reduce((sum, count) => sum + count, 0)

function basisOf(
  found: boolean,
  best: CategoryShare | undefined,
  { base, tenant }: Omit<CategorySources, 'sheet'>,
): CategoryAnswer['basis'] {
  if (best === undefined || best.probability < leastProposed) return 'none'
  const labelled = tenant ? labelledIn(tenant) : 0
  if (base?.classes.includes(best.code) || (labelled >= leastLabelled && tenant?.model.classes.includes(best.code))) return 'model'
  return found ? 'seeds' : 'none'
}

/** The model parts anew what its categories held together; those it does not know keep theirs. */
function blend(
  shares: Float64Array,
  model: LinearModel,
  features: Features,
  { placeOf }: CategorySheet,
  weightOf: (code: string) => number,
  likelier = 1,
) {
  const said = probabilitiesOf(model, features)
  const places = model.classes.map((code) => placeOf.get(code))
  let held = 0
  let known = 0
  places.forEach((place, at) => {
    if (place === undefined) return
    held += shares[place] as number
    known += said[at] as number
  })
  if (known === 0) return
  let sum = 0
  places.forEach((place, at) => {
    if (place === undefined) return
    const weight = weightOf(model.classes[at] as string)
    shares[place] = likelier * (weight * held * ((said[at] as number) / known) + (1 - weight) * (shares[place] as number))
  })
  for (const share of shares) sum += share
  for (let place = 0; place < shares.length; place++) shares[place] = (shares[place] as number) / sum
}

import type { Reason } from '../analysis.ts'
import { type Features, featuresOf } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'
import { categoryPoints, placesOf } from './learn.ts'
import { type CategoryShare, type CategorySheet, type SeedsAnswer, seedScores } from './seeds.ts'
import { categoryReasons, learntWords } from './words.ts'

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
 * @param most so many of them are asked for
 */
export function categoryOf(text: string, sources: CategorySources, features?: Features, most = Number.POSITIVE_INFINITY): CategoryAnswer {
  const { sheet, base, tenant } = sources
  const { scores, reasons } = seedScores(sheet, text)
  const shares = sheet.sharesOf(scores)
  const grams = base || tenant ? (features ?? featuresOf(text)) : undefined
  if (base && grams) blend(shares, base, { grams, scores, sheet, weightOf: () => 1 })
  if (tenant && grams) {
    const weightOf = (code: string) => (tenant.labelled[code] ?? 0) / ((tenant.labelled[code] ?? 0) + halfTrusted)
    const likelier = Math.min(likeliest, 1 + (likelierEachTen * labelledIn(tenant)) / 10)
    blend(shares, tenant.model, { grams, scores, sheet, weightOf, likelier })
  }
  const category = bestFirst(shares, most).map((place) => ({ code: sheet.codes[place] as string, probability: shares[place] as number }))
  const basis =
    reasons.length === 0 && isHardlyKnown(text, category[0]) ? 'none' : basisOf(reasons.length > 0, category[0], { base, tenant })
  return { category, basis, reasons }
}

const few = 100

/** The places of the likeliest shares, of equals the first first; a few are put in order by hand, several times faster. */
function bestFirst(shares: Float64Array, most: number): number[] {
  const asked = Math.min(most, shares.length)
  if (asked > few)
    return Array.from(shares.keys())
      .sort((one, other) => (shares[other] as number) - (shares[one] as number))
      .slice(0, asked)
  const order: number[] = []
  for (let place = 0; place < shares.length; place++) {
    const share = shares[place] as number
    if (order.length === asked && (shares[order[asked - 1] as number] as number) >= share) continue
    if (order.length < asked) order.push(place)
    let at = order.length - 1
    for (; at > 0 && (shares[order[at - 1] as number] as number) < share; at--) order[at] = order[at - 1] as number
    order[at] = place
  }
  return order
}

/** Without a seed word a few letters (你好, abc), or a best category hardly likelier than another, are no evidence. */
const fewLetters = 6
const leastUnseeded = 0.2

function isHardlyKnown(text: string, best: CategoryShare | undefined): boolean {
  if (best === undefined || best.probability < leastUnseeded) return true
  return (text.slice(0, 50).match(/\p{L}/gu)?.length ?? 0) < fewLetters
}

/** So many seed words tell why; what the model has learnt beside them adds little. */
const enoughWords = 2

/**
 * 分类依据: the words that decided the likeliest category of an answer, of this text: its seed words, and those by which the model that
 * knows it best has learnt to hear it.
 */
export function reasonsOfCategory(text: string, answer: CategoryAnswer, { base, tenant }: Omit<CategorySources, 'sheet'>): Reason[] {
  const code = answer.category[0]?.code
  if (code === undefined || answer.basis === 'none') return []
  const spans = answer.reasons.filter((reason) => reason.code === code).map(({ span }) => span)
  if (spans.length >= enoughWords) return categoryReasons(spans, [])
  const own = (tenant?.labelled[code] ?? 0) >= halfTrusted ? tenant?.model : undefined
  const model = own ?? (base?.classes.includes(code) ? base : undefined)
  return categoryReasons(spans, model ? learntWords(model, text, code) : [])
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

type Heard = { grams: Features; scores: Float64Array; sheet: CategorySheet; weightOf: (code: string) => number; likelier?: number }

/** The model parts anew what its categories held together; those it does not know keep theirs. */
function blend(shares: Float64Array, model: LinearModel, { grams, scores, sheet, weightOf, likelier = 1 }: Heard) {
  const said = probabilitiesOf(model, grams, categoryPoints(model.classes, sheet, scores))
  const places = placesOf(model.classes, sheet)
  let held = 0
  let known = 0
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number
    if (place < 0) continue
    held += shares[place] as number
    known += said[at] as number
  }
  if (known === 0) return
  let sum = 0
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number
    if (place < 0) continue
    const weight = weightOf(model.classes[at] as string)
    shares[place] = likelier * (weight * held * ((said[at] as number) / known) + (1 - weight) * (shares[place] as number))
  }
  for (const share of shares) sum += share
  for (let place = 0; place < shares.length; place++) shares[place] = (shares[place] as number) / sum
}

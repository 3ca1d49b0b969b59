import type { Span } from '../analysis.ts'
import { type Cue, findCues } from '../cues/find-cues.ts'
import { type CueRule, type CueSheet, sheetOf } from '../cues/sheet.ts'
import given from './seeds.json' with { type: 'json' }

/** 种子词 of one category; a tenant's own stand beside the shipped ones. */
export type CategorySeeds = { code: string; strong?: readonly string[]; usual?: readonly string[]; weak?: readonly string[] }
/** A node of the tenant's tree: its names are seeds too, and words the tenant gave it. */
export type CategoryNode = { code: string; name: string; nameEn?: string | undefined; keywords?: readonly string[] | undefined }

/** Seeds put together once for a tree; asked for every text. */
export type CategorySheet = {
  sheet: CueSheet
  codes: readonly string[]
  placeOf: ReadonlyMap<string, number>
  /** By the number of a rule of the sheet: the place of its code, and what a word of it weighs. */
  places: Int32Array
  weights: Float64Array
  prior: Float64Array
  sharesOf: typeof sharesOf
}

export type CategoryShare = { code: string; probability: number }
export type SeedsAnswer = {
  categories: CategoryShare[]
  reasons: { code: string; span: Span }[] /** Points of each code of the sheet. */
  scores: Float64Array
}

const levelWeights = { strong: 2, usual: 1, weak: 0.35 }
const keywordWeight = 3
const nameWeight = 3
/** Words in several categories say less of each. */
const sharing = 0.7
/** Where nothing is found the answer is 其他, hesitantly. */
const otherCode = 'other'
const otherScore = 0.6

export const shippedSeeds: readonly CategorySeeds[] = given

const isLeaf = (code: string, nodes: readonly { code: string }[]) => !nodes.some((other) => other.code.startsWith(`${code}.`))

/**
 * Puts the seeds of a tree together. Without nodes: the starting tree. Only leaves are answered; a node unknown to the shipped seeds is found
 * by its names (parted at 、, / and spaces) and by the tenant's keywords.
 */
export function categorySheetOf(nodes?: readonly CategoryNode[], seeds: readonly CategorySeeds[] = shippedSeeds): CategorySheet {
  const leaves = nodes?.filter(({ code }) => isLeaf(code, nodes)) ?? seeds.map(({ code }) => ({ code, name: '' }) as CategoryNode)
  const rules: CueRule[] = []
  for (const { code, name, nameEn, keywords } of leaves) {
    const own = seeds.find((other) => other.code === code)
    for (const level of ['strong', 'usual', 'weak'] as const)
      if (own?.[level]?.length) rules.push({ code, weight: levelWeights[level], words: own[level] })
    const names = [...partsOf(name), ...(nameEn ? [nameEn] : [])]
    if (names.length > 0) rules.push({ code, weight: nameWeight, words: names })
    if (keywords?.length) rules.push({ code, weight: keywordWeight, words: keywords })
  }
  const codes = [...new Set(leaves.map(({ code }) => code))]
  const placeOf = new Map(codes.map((code, place) => [code, place]))
  const sheet = sheetOf(sharedOut(rules))
  return {
    sheet,
    codes,
    placeOf,
    places: Int32Array.from(sheet.rules, ({ code }) => placeOf.get(code) ?? -1),
    weights: Float64Array.from(sheet.rules, ({ weight = 1 }) => weight),
    prior: Float64Array.from(codes, (code) => (code === otherCode ? otherScore : 0)),
    sharesOf,
  }
}

const partsOf = (name: string) => name.split(/[、,，/／\s()（）]+/u).filter((part) => part.length > 1)

/** One rule a word and category group, with the weight cut by how many categories share the word. */
function sharedOut(rules: readonly CueRule[]): CueRule[] {
  const owners = new Map<string, Set<string>>()
  for (const { code, words } of rules) for (const word of words) owners.set(word, (owners.get(word) ?? new Set()).add(code))
  const byCount = new Map<string, CueRule & { words: string[] }>()
  for (const { code, weight = 1, words } of rules)
    for (const word of words) {
      const count = owners.get(word)?.size ?? 1
      const key = `${code} ${weight} ${count}`
      const rule = byCount.get(key) ?? { code, weight: weight * sharing ** (count - 1), words: [] }
      byCount.set(key, rule)
      rule.words.push(word)
    }
  return [...byCount.values()]
}

/** How far the scores are apart before one is believed; chosen on texts of the training part. */
const temperature = 0.5
/** A second word of a category says less than the first: what each of the first few is worth. */
const againWorth = 0.6
const worths = Float64Array.from({ length: 32 }, (_, before) => againWorth ** before)

/** 分类 by seed words alone: a guess, with the words that made it. Best first, all leaves; linear time. */
export function categoryBySeeds(sheet: CategorySheet, text: string): SeedsAnswer {
  const { scores, reasons } = seedScores(sheet, text)
  const shares = sharesOf(scores)
  const categories = sheet.codes.map((code, place) => ({ code, probability: shares[place] as number }))
  categories.sort((one, other) => other.probability - one.probability)
  return { categories, reasons, scores }
}

/** How many words of each code were found. */
let found = new Uint16Array(64)

/** The points of each code of the sheet, and the words that gave them; a word said twice counts once. */
export function seedScores({ sheet, codes, places, weights, prior }: CategorySheet, text: string): Pick<SeedsAnswer, 'scores' | 'reasons'> {
  const scores = prior.slice()
  if (found.length < codes.length) found = new Uint16Array(codes.length)
  found.fill(0)
  const reasons: SeedsAnswer['reasons'] = []
  const cues = findCues(sheet, text, true)
  for (let at = 0; at < cues.length; at++) {
    if (isSaidBefore(text, cues, at)) continue
    const { rule, span } = cues[at] as Cue
    const place = places[rule] as number
    const before = found[place] as number
    scores[place] = (scores[place] as number) + (weights[rule] as number) * (worths[before] ?? againWorth ** before)
    found[place] = before + 1
    reasons.push({ code: codes[place] as string, span })
  }
  return { scores, reasons }
}

function isSaidBefore(text: string, cues: readonly Cue[], place: number): boolean {
  const { rule, span } = cues[place] as Cue
  for (let at = 0; at < place; at++) {
    const other = cues[at] as Cue
    if (other.rule !== rule || other.span[1] - other.span[0] !== span[1] - span[0]) continue
    if (text.startsWith(text.slice(span[0], span[1]), other.span[0])) return true
  }
  return false
}

function sharesOf(scores: Float64Array): Float64Array {
  // However many words speak, no score is beyond what exp can hold.
  const shares = new Float64Array(scores.length)
  let sum = 0
  for (let at = 0; at < shares.length; at++) {
    const score = scores[at] as number
    // Of most codes no word is found, and e⁰ is 1.
    const share = score === 0 ? 1 : Math.exp(Math.min(score, 50) / temperature)
    shares[at] = share
    sum += share
  }
  for (let at = 0; at < shares.length; at++) shares[at] = (shares[at] as number) / sum
  return shares
}

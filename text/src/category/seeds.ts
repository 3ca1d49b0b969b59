import type { Span } from '../analysis.ts'
import { findCues } from '../cues/find-cues.ts'
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
  prior: Float64Array
  sharesOf: typeof sharesOf
}

export type CategoryShare = { code: string; probability: number }
export type SeedsAnswer = {
  categories: CategoryShare[]
  reasons: { code: string; span: Span }[] /** Points of each code of the sheet. */
  scores: Float64Array
}

const weights = { strong: 2, usual: 1, weak: 0.35 }
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
      if (own?.[level]?.length) rules.push({ code, weight: weights[level], words: own[level] })
    const names = [...partsOf(name), ...(nameEn ? [nameEn] : [])]
    if (names.length > 0) rules.push({ code, weight: nameWeight, words: names })
    if (keywords?.length) rules.push({ code, weight: keywordWeight, words: keywords })
  }
  const codes = [...new Set(leaves.map(({ code }) => code))]
  return {
    sheet: sheetOf(sharedOut(rules)),
    codes,
    placeOf: new Map(codes.map((code, place) => [code, place])),
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
/** A second word of a category says less than the first. */
const againWorth = 0.6

/** 分类 by seed words alone: a guess, with the words that made it. Best first, all leaves; linear time. */
export function categoryBySeeds(sheet: CategorySheet, text: string): SeedsAnswer {
  const { scores, reasons } = seedScores(sheet, text)
  const shares = sharesOf(scores)
  const categories = sheet.codes.map((code, place) => ({ code, probability: shares[place] as number }))
  categories.sort((one, other) => other.probability - one.probability)
  return { categories, reasons, scores }
}

/** The points of each code of the sheet, and the words that gave them; a word said twice counts once. */
export function seedScores({ sheet, codes, placeOf, prior }: CategorySheet, text: string): Pick<SeedsAnswer, 'scores' | 'reasons'> {
  const scores = Float64Array.from(prior)
  const found = new Float64Array(codes.length)
  const reasons: SeedsAnswer['reasons'] = []
  const said = new Map<number, string[]>()
  for (const { rule, span } of findCues(sheet, text, true)) {
    const word = text.slice(span[0], span[1])
    const before = said.get(rule)
    if (before?.includes(word)) continue
    if (before) before.push(word)
    else said.set(rule, [word])
    const { code, weight = 1 } = sheet.rules[rule] as CueRule
    const place = placeOf.get(code) as number
    scores[place] = (scores[place] as number) + weight * againWorth ** (found[place] as number)
    found[place] = (found[place] as number) + 1
    reasons.push({ code, span })
  }
  return { scores, reasons }
}

function sharesOf(scores: Float64Array): Float64Array {
  // However many words speak, no score is beyond what exp can hold.
  const raised = scores.map((score) => Math.exp(Math.min(score, 50) / temperature))
  const sum = raised.reduce((total, value) => total + value, 0)
  return raised.map((value) => value / sum)
}

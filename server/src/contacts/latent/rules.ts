import type { LatentReason, LatentRules } from '@zhiwei/contract'
import shipped from './shipped.json' with { type: 'json' }

/** What speaks for or against an unhappy customer; shares 0–1. Source: docs/rules/latent.md */
export type LatentFacts = {
  /** Probability that it is a complaint, by its words. */
  complaint: number
  /** Highest emotion of the customer's last words. */
  lastEmotion: number
  stage: number
  /** How content the customer was at the end, where somebody answered. */
  satisfaction: number | null
  /** Of a survey or a review, 0–1. */
  score: number | null
  signals: readonly string[]
}

export const shippedRules: LatentRules = shipped.rules
const { weights } = shipped

/** Signals that make an unhappy customer likelier to complain. */
export const graveSignals = ['regulator', 'media', 'legal', 'crowd', 'safety', 'selfHarm', 'insult', 'compensation', 'deadline'] as const

/** The models are never surer than this. */
const surest = 0.98
const oddsOf = (share: number) => {
  const held = Math.min(surest, Math.max(1 - surest, share))
  return Math.log(held / (1 - held))
}
export const shareOf = (odds: number) => 1 / (1 + Math.exp(-odds))

/** 不满概率: points of the log odds, each a reason; the first is where every contact begins. Source: docs/rules/latent.md */
export function reasonsOf(facts: LatentFacts): LatentReason[] {
  const reason = (code: string, weight: number, value: number): LatentReason => ({ code, weight: round(weight), value: round(value) })
  const said =
    facts.satisfaction === null
      ? [
          reason('base', weights.words.bias, 0),
          reason('complaint', weights.words.complaint * oddsOf(facts.complaint), facts.complaint),
          reason('stage', weights.words.stage * (facts.stage - 1), facts.stage),
        ]
      : [
          reason('base', weights.dialogue.bias, 0),
          reason('unhappyEnd', weights.dialogue.unhappyEnd * oddsOf(1 - facts.satisfaction), 1 - facts.satisfaction),
          reason('lastEmotion', weights.dialogue.lastEmotion * facts.lastEmotion, facts.lastEmotion),
          reason('stage', weights.dialogue.stage * (facts.stage - 1), facts.stage),
        ]
  const grave = facts.signals.filter((signal) => (graveSignals as readonly string[]).includes(signal))
  return [
    ...said,
    ...(facts.score === null ? [] : [reason('score', weights.score.slope * (weights.score.middle - facts.score), facts.score)]),
    ...(grave.length === 0 ? [] : [reason('signals', weights.signal, grave.length)]),
  ]
}

/** 多次联系: contacts of the same customer about it in the days before, beyond the first. */
export const repeatedReason = (earlier: number): LatentReason[] =>
  earlier < 1 ? [] : [{ code: 'repeated', weight: round(weights.repeated * Math.min(earlier, 5)), value: earlier }]

export const probabilityOf = (reasons: readonly LatentReason[]) => shareOf(reasons.reduce((sum, { weight }) => sum + weight, 0))

const round = (value: number) => Math.round(value * 100) / 100

/** 判定: unhappy, too unsure to say, or content. */
export function verdictOf(probability: number, rules: Pick<LatentRules, 'tagAt' | 'unsureFrom'>): 'latent' | 'unsure' | 'content' {
  if (probability >= rules.tagAt) return 'latent'
  return probability >= rules.unsureFrom ? 'unsure' : 'content'
}

const complaintWords =
  /(?:要|想|得|必须|准备|打算|去|就|正式|直接)\s*投诉|投诉(?:你们|你|他|她|到)|(?:file|make|lodge|raise) an? (?:formal )?complaint|want to complain/iu

/** 明说投诉: in so many words, with a threat to go outside or having gone, it is to be registered rather than called about. */
export const saysComplaint = ({ stage, signals }: Pick<LatentFacts, 'stage' | 'signals'>, said: readonly string[]) =>
  stage >= 5 || ['regulator', 'media', 'legal'].some((signal) => signals.includes(signal)) || said.some((text) => complaintWords.test(text))

/** 随机留作对照: a number 0–1 that stands in the id's random part, so that nobody chooses and it can be checked. */
export const drawOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(-8), 16) / 0x1_0000_0000

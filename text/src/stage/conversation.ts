import type { EmotionLevel, Signal, StageLevel, Turn } from '../analysis.ts'
import { featuresOf } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { type Evidence, evidenceOf, pointsFor, raise, type StageReason } from './evidence.ts'
import type { Before } from './features.ts'
import { isRepeated, turnsCompared, type Wording, wordingOf } from './repeated.ts'
import { judgedStage, reasonsOf, type StageAnswer } from './text.ts'

export type ConversationHints = {
  /** Of all turns, each with its `turn`. */
  signals?: readonly Signal[] | undefined
  /** Of each turn, where known. */
  emotions?: readonly (EmotionLevel | undefined)[] | undefined
  model?: LinearModel | undefined
}
export type ConversationStage = StageAnswer & { perTurn: { turn: number; level: StageLevel }[] }

/** The evidence of one customer turn, with what came before it. */
export type TurnEvidence = { turn: number; text: string; evidence: Evidence; turnsBefore: number }

/**
 * 对话阶段: the stage a running conversation has reached after each turn of the customer; it never falls back within a conversation,
 * for what was said stays said. Only the customer's turns count; a question is repeated when it resembles an earlier one.
 */
export function stageOfConversation(
  turns: readonly Turn[],
  { signals = [], emotions = [], model }: ConversationHints = {},
): ConversationStage {
  let before: Before = { level: 1, turns: 0 }
  let confidence = 1
  const perTurn: ConversationStage['perTurn'] = []
  const reasons: StageReason[] = []
  for (const { turn, text, evidence } of readTurns(turns, signals, model ? [] : emotions)) {
    const found = judgedStage(evidence, model && { model, features: featuresOf(text), before })
    if (found.level >= before.level) confidence = found.confidence
    const level = Math.max(found.level, before.level) as StageLevel
    for (const reason of evidence.reasons) reasons.push({ ...reason, turn })
    perTurn.push({ turn, level })
    before = { level, turns: before.turns + 1 }
  }
  return { level: before.level, confidence, reasons: reasonsOf(before.level, reasons), perTurn }
}

/** Reads the customer's turns one after another. */
export function* readTurns(
  turns: readonly Turn[],
  signals: readonly Signal[] = [],
  emotions: readonly (EmotionLevel | undefined)[] = [],
): Generator<TurnEvidence> {
  const said: Wording[] = []
  const answered: Wording[] = []
  const signalsByTurn = Map.groupBy(signals, ({ turn }) => turn ?? -1)
  let sameAnswer = false
  let turnsBefore = 0
  for (const [turn, { by, text }] of turns.entries()) {
    const wording = wordingOf(text)
    if (by !== 'customer') {
      sameAnswer = answered.slice(-turnsCompared).some((earlier) => isRepeated(wording, earlier))
      answered.push(wording)
      continue
    }
    const evidence = evidenceOf(text, { signals: signalsByTurn.get(turn), emotion: emotions[turn] })
    const again = said.slice(-turnsCompared).some((earlier) => isRepeated(wording, earlier))
    if (again) raise(evidence, 'repeatedQuestion', 1, [0, text.length])
    // The company said the same once more: what the customer answers is seldom new.
    else if (sameAnswer && pointsFor(evidence, 'calm') === 0) raise(evidence, 'repeatedQuestion', 0.5, [0, text.length])
    said.push(wording)
    sameAnswer = false
    yield { turn, text, evidence, turnsBefore: turnsBefore++ }
  }
}

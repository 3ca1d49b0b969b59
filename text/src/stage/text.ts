import type { StageLevel } from '../analysis.ts'
import { type Features, featuresOf } from '../features/ngrams.ts'
import { bestOf, type LinearModel, probabilitiesOf } from '../linear/model.ts'
import { onceEach, sorted } from '../reasons.ts'
import { stageByRules } from './by-rules.ts'
import { type Evidence, evidenceOf, pointsFor, type StageHints, type StageReason } from './evidence.ts'
import { type Before, stagePoints } from './features.ts'

export type StageAnswer = { level: StageLevel; reasons: StageReason[]; confidence: number }

/** Rules alone are right about this often on texts they were not written for (docs/rules/stages.md). */
const confidenceOfRules = 0.5
/** An open conflict missed costs more than one seen too early; chosen on training texts written after the rules. */
const conflictFrom = 0.3
/** 啊啊啊啊 and ？？？ tell no stage. */
const confidenceOfNothing = 0.3

/**
 * 阶段 1–5 of one text. With the shipped model the rules are among its features; without it they decide alone.
 * @param hints signals and emotion level, where already known; `features` saves computing them anew
 */
export function stageOfText(text: string, hints: StageHints & { features?: Features; model?: LinearModel | undefined } = {}): StageAnswer {
  const { model } = hints
  // The learned part was trained without the emotion head: its points would count twice.
  const evidence = evidenceOf(text, model ? { signals: hints.signals } : hints)
  const { level, confidence } = judgedStage(evidence, model && { model, features: hints.features ?? featuresOf(text) })
  return { level, confidence, reasons: reasonsOf(level, evidence.reasons) }
}

type Learned = { model: LinearModel; features: Features; before?: Before }

export function judgedStage(evidence: Evidence, learned?: Learned): { level: StageLevel; confidence: number } {
  if (!learned?.before && !evidence.varied && evidence.reasons.length === 0) return { level: 1, confidence: confidenceOfNothing }
  if (!learned) return { level: stageByRules(evidence), confidence: confidenceOfRules }
  const shares = probabilitiesOf(learned.model, learned.features, stagePoints(evidence, learned.before))
  const best = bestOf(shares)
  const conflict = (shares[3] as number) + (shares[4] as number)
  if (best + 1 < 4 && conflict >= conflictFrom) return { level: 4, confidence: conflict }
  // Source: docs/rules/stages.md: an injury is a conflict, however calmly it is told.
  if (best + 1 < 4 && pointsFor(evidence, 'injury') >= 1) return { level: 4, confidence: confidenceOfRules }
  return { level: (best + 1) as StageLevel, confidence: shares[best] as number }
}

/** Codes that may be shown as reasons of a stage: of a higher stage also those of the lower ones, the heaviest first. */
const least: Record<StageReason['code'], StageLevel> = {
  wentOutside: 5,
  threat: 4,
  explicitComplaint: 4,
  demand: 4,
  refusal: 4,
  insult: 3,
  passedAround: 3,
  waiting: 3,
  blame: 3,
  negativeEmotion: 3,
  injury: 4,
  harm: 3,
  repeatedQuestion: 2,
  doubt: 2,
  calm: 1,
}

/** The reasons people see: those of the stage found first, then those of lower ones; none of a stage that was not found. */
export function reasonsOf(level: StageLevel, reasons: readonly StageReason[]): StageReason[] {
  const spoken = reasons.filter(({ code }) => least[code] <= level && (code !== 'calm' || level === 1))
  return onceEach(sorted(spoken, (one, other) => least[other.code] - least[one.code]))
}

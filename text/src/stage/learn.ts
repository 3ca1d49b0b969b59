import type { Turn } from '../analysis.ts'
import { featuresOf, fewBuckets } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { type Example, trainLinear } from '../linear/train.ts'
import { signalsOf } from '../signals/index.ts'
import { readTurns } from './conversation.ts'
import { evidenceOf } from './evidence.ts'
import { type Before, stageExtras, stageFeatures } from './features.ts'

export type LabelledText = { text: string; stage: number }
export type LabelledConversation = { turns: (Turn & { stage?: number })[] }

const classes = ['1', '2', '3', '4', '5']

/** 阶段模型: learns from texts and from the customer's turns of conversations, whose label is the stage reached by then. Seeded. */
export function trainStage(
  texts: readonly LabelledText[],
  conversations: readonly LabelledConversation[],
  { about = {}, seed = 7 }: { about?: Record<string, unknown>; seed?: number } = {},
): LinearModel {
  return trainLinear([...texts.map(exampleOf), ...conversations.flatMap(examplesOf)], {
    classes,
    buckets: fewBuckets,
    extra: stageExtras,
    head: 'stage',
    about,
    seed,
  })
}

function exampleOf({ text, stage }: LabelledText): Example {
  const evidence = evidenceOf(text, { signals: signalsOf(text) })
  return { features: stageFeatures(featuresOf(text), evidence), label: stage - 1 }
}

function examplesOf({ turns }: LabelledConversation): Example[] {
  const signals = turns.flatMap(({ by, text }, turn) => (by === 'customer' ? signalsOf(text).map((signal) => ({ ...signal, turn })) : []))
  let level = 1 as Before['level']
  const examples: Example[] = []
  for (const { turn, text, evidence, turnsBefore } of readTurns(turns, signals)) {
    const stage = turns[turn]?.stage
    if (stage === undefined) continue
    examples.push({ features: stageFeatures(featuresOf(text), evidence, { level, turns: turnsBefore }), label: stage - 1 })
    level = stage as Before['level']
  }
  return examples
}

import { type Lesson, type Reader, readMoments, trainReader } from '../../dialogue/reader.ts'
import { aucOf, kappaOf, macroF1Of } from '../../linear/metrics.ts'
import { bestOf } from '../../linear/model.ts'
import { type EvaluateInput, type Evaluation, requireKinds, rounded } from '../task.ts'
import { type PoorView, poorAuc, poorScores, poorViews, type Seen } from './baselines.ts'
import type { LabelledDialogue } from './formats.ts'
import { readerOptions } from './lessons.ts'
import { rankingOf } from './ranking.ts'

type Exchange = NonNullable<LabelledDialogue['exchanges']>[number]
type Judged = { dialogue: LabelledDialogue; exchange: Exchange; shares: Float32Array }

const momentOf = ({ turn, overall }: Exchange) => ({ heard: turn + 1, over: overall })

function lessonOf(dialogue: LabelledDialogue): Lesson {
  const labelled = dialogue.exchanges!.filter(({ label }) => label !== null)
  return {
    turns: dialogue.turns,
    moments: labelled.map((exchange) => momentOf(exchange)),
    targets: labelled.map(({ label }) => Float32Array.from([0, 1, 2], (level) => Number(level === label))),
  }
}

function judge(reader: Reader, dialogue: LabelledDialogue): Judged[] {
  const exchanges = dialogue.exchanges!
  const read = readMoments(
    reader,
    dialogue.turns,
    exchanges.map((exchange) => momentOf(exchange)),
  )
  return exchanges.map((exchange, at) => ({ dialogue, exchange, shares: sharesOf(read[at]!) }))
}

/** Neutral turns are half of all: without a thumb on the scale of the others the macro-F1 suffers. Chosen by cross-validation within the training file. */
const thumb = [1.6, 1, 1.6]
const labelOf = (shares: Float32Array) => bestOf(shares.map((share, level) => share * thumb[level]!))

/** How much the n-grams count beside the trees; chosen likewise. */
const textShare = 0.5

/** Trees and n-grams together, summing to 1. */
function sharesOf({ trees, texts }: { trees: Float32Array; texts: Float32Array }): Float32Array {
  const mixed = trees.map((share, level) => Math.max(1e-4, (1 - textShare) * share + textShare * texts[level]!))
  const sum = mixed.reduce((total, share) => total + share, 0)
  return mixed.map((share) => share / sum)
}

/** Satisfaction at each customer turn of JD service dialogues (0 unhappy, 1 neutral, 2 happy), from what was said up to that turn. */
export function jdTurns(train: LabelledDialogue[], test: LabelledDialogue[], { seed, say }: EvaluateInput): Evaluation {
  const lessons = train.map(lessonOf).filter(({ moments }) => moments.length > 0)
  if (lessons.length < 20) throw new Error('There are too few labelled training dialogues: at least 20 are needed')
  requireKinds(
    train.flatMap(({ exchanges }) => exchanges!.flatMap(({ label }) => (label === null ? [] : [`has sat3 ${label}`]))),
    'labelled training turn',
  )
  const started = performance.now()
  const reader = trainReader(lessons, readerOptions('jd', seed, say))
  const trainSeconds = rounded((performance.now() - started) / 1000, 1)
  const asked = performance.now()
  const judged = test.flatMap((dialogue) => judge(reader, dialogue))
  const times = { trainSeconds, millisPerDialogue: rounded((performance.now() - asked) / Math.max(1, test.length), 2), rows: judged.length }
  const predictions = judged.map(({ dialogue, exchange, shares }) => ({
    index: dialogue.index,
    turn: exchange.index,
    label: labelOf(shares),
    probability: rounded(shares[0]!, 5),
  }))
  const known = judged.filter(({ exchange }) => exchange.label !== null)
  return { result: known.length ? { ...qualityOf(known, train, judged), ...times } : times, predictions }
}

function qualityOf(known: Judged[], train: LabelledDialogue[], judged: Judged[]) {
  const truth = known.map(({ exchange }) => exchange.label!)
  const claimed = known.map(({ shares }) => labelOf(shares))
  const seenOf = (dialogue: LabelledDialogue, exchange: Exchange): Seen => ({
    heard: dialogue.turns.slice(0, momentOf(exchange).heard),
    unhappy: exchange.label === 0,
  })
  const before = train.flatMap((dialogue) =>
    dialogue.exchanges!.filter(({ label }) => label !== null).map((exchange) => seenOf(dialogue, exchange)),
  )
  const now = known.map(({ dialogue, exchange }) => seenOf(dialogue, exchange))
  const views = Object.keys(poorViews) as PoorView[]
  return {
    auc: {
      all: rounded(
        aucOf(
          truth.map((label) => label === 0),
          known.map(({ shares }) => shares[0]!),
        ),
      ),
    },
    macroF1: rounded(macroF1Of(truth, claimed, 3)),
    kappa: rounded(kappaOf(truth, claimed, 3)),
    baselines: Object.fromEntries(views.map((view) => [view, { all: poorAuc(view, before, now) }])),
    ranking: {
      all: rankingOf(
        truth.map((label) => label === 0),
        {
          forecast: known.map(({ shares }) => shares[0]!),
          ...Object.fromEntries(views.map((view) => [view, poorScores(view, before, now)])),
          levelNow: known.map((one) => lastLevelOf(one, judged)),
        },
      ),
    },
  }
}

/** What was read in the turn before: "the level now stays". Before the first turn nothing was. */
function lastLevelOf({ dialogue, exchange }: Judged, judged: Judged[]): number {
  const before = judged.findLast((one) => one.dialogue === dialogue && one.exchange.index < exchange.index)
  return before ? before.shares[0]! : 0
}

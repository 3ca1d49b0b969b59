import { type Blend, blended, fitBlend, oddsOf } from '../../dialogue/blend.ts'
import { complaintWords } from '../../dialogue/cues.ts'
import { type Reader, readMoments, readTurn, trainReader } from '../../dialogue/reader.ts'
import { aucOf, nmdOf, rsnodOf, spearmanOf } from '../../linear/metrics.ts'
import { type EvaluateInput, type Evaluation, requireKinds, rounded } from '../task.ts'
import { type PoorView, poorScores, poorViews, type Seen } from './baselines.ts'
import { type Foretold, warningsAt, warningThreshold } from './deferral.ts'
import type { DialogueFormat, LabelledDialogue } from './formats.ts'
import { lessonOf, momentsOf, type NamedMoment, readerOptions } from './lessons.ts'
import { type Ranking, rankingOf } from './ranking.ts'

/** What is foretold of a dialogue at a cut. */
type Forecast = { dialogue: LabelledDialogue; cut: number | 'all'; heard: number; opinions: number[]; levels: number[] }

type Forecaster = { reader: Reader; format: DialogueFormat; blend: Blend; thresholds: Map<number | 'all', Thresholds> }
type Thresholds = { forecast: number; levelNow: number }

const heldOut = 5
/** Warnings shall be right in seven cases of ten; the choice is made one standard error stricter, as held-out dialogues are few. */
const wantedPrecision = 0.72

/** Forecasts of an unhappy end after some turns and with the whole dialogue, beside forecasters who see one number only. */
export function dialogueEnds(
  train: LabelledDialogue[],
  test: LabelledDialogue[],
  format: DialogueFormat,
  input: EvaluateInput,
): Evaluation {
  const labelled = train.filter(({ unhappy }) => unhappy !== undefined)
  if (labelled.length < 50) throw new Error('There are too few labelled training dialogues: at least 50 are needed')
  requireKinds(
    labelled.map(({ unhappy }) => (unhappy ? 'ends unhappily' : 'ends well')),
    'training dialogue',
  )
  const started = performance.now()
  const forecaster = learn(labelled, format, input)
  const trainSeconds = rounded((performance.now() - started) / 1000, 1)
  const asked = performance.now()
  const forecasts = test.flatMap((dialogue) => forecastsOf(forecaster.reader, dialogue, format))
  const millisPerDialogue = rounded((performance.now() - asked) / Math.max(1, test.length), 2)
  const probabilityOf = ({ opinions }: Forecast) => blended(forecaster.blend, opinions)
  const predictions = forecasts.map((forecast) => ({
    index: forecast.dialogue.index,
    afterTurn: forecast.cut,
    probability: rounded(probabilityOf(forecast), 5),
    ...(forecast.cut === 'all' && format === 'helpdesk' ? { levels: forecast.levels.map((share) => rounded(share, 5)) } : {}),
  }))
  const times = { trainSeconds, millisPerDialogue, rows: test.length }
  const known = forecasts.filter(({ dialogue }) => dialogue.unhappy !== undefined)
  if (known.length === 0) return { result: times, predictions }
  return { result: { ...qualityOf(known, labelled, forecaster, probabilityOf), ...times }, predictions }
}

function learn(train: LabelledDialogue[], format: DialogueFormat, { seed, say }: EvaluateInput): Forecaster {
  const options = readerOptions(format, seed, say)
  const isHeld = (at: number) => at % heldOut === 0
  say('Learning from four fifths, to choose thresholds on the rest')
  const part = trainReader(
    train.filter((_, at) => !isHeld(at)).map((dialogue) => lessonOf(dialogue, format)),
    { ...options, folds: 3 },
  )
  const held = train.filter((_, at) => isHeld(at)).flatMap((dialogue) => forecastsOf(part, dialogue, format))
  const blend = fitBlend(
    held.map(({ opinions }) => opinions),
    held.map(({ dialogue }) => Number(dialogue.unhappy)),
    startOf(format),
  )
  const thresholds = new Map<number | 'all', Thresholds>()
  for (const [cut, rows] of byCut(held)) {
    const forecast = rows.map((row) => ({ probability: blended(blend, row.opinions), unhappy: row.dialogue.unhappy! }))
    const levelNow = rows.map((row) => ({ probability: levelNowOf(part, row, format), unhappy: row.dialogue.unhappy! }))
    thresholds.set(cut, {
      forecast: warningThreshold(forecast, wantedPrecision, { margin: 1 }),
      levelNow: warningThreshold(levelNow, wantedPrecision, { margin: 1 }),
    })
  }
  say('Learning from all')
  return {
    reader: trainReader(
      train.map((dialogue) => lessonOf(dialogue, format)),
      options,
    ),
    format,
    blend,
    thresholds,
  }
}

const startOf = (format: DialogueFormat) => (format === 'helpdesk' ? [0.35, 0, 1] : [0.7, 2])

function forecastsOf(reader: Reader, dialogue: LabelledDialogue, format: DialogueFormat): Forecast[] {
  const moments: NamedMoment[] = momentsOf(dialogue, format)
  return readMoments(reader, dialogue.turns, moments).map(({ trees, texts }, at) => {
    const { cut, heard } = moments[at]!
    const opinions = [oddsOf(trees[0]!), texts[0]!]
    if (trees.length < 5) return { dialogue, cut, heard, opinions, levels: [] }
    const below = [...trees.slice(1)]
    const low = below.reduce((sum, share) => sum + share, 0)
    return { dialogue, cut, heard, opinions: [...opinions, low - 2], levels: levelsOf(below) }
  })
}

/** Shares at or below each level → shares at the five levels. */
function levelsOf(below: readonly number[]): number[] {
  let last = 0
  const levels = below.map((share) => {
    const next = Math.max(last, Math.min(1, Math.max(0, share)))
    const level = next - last
    last = next
    return level
  })
  return [...levels, 1 - last]
}

const meanOf = (levels: readonly number[]) => levels.reduce((sum, share, at) => sum + share * (at - 2), 0)

function byCut<Row extends { cut: number | 'all' }>(rows: readonly Row[]): Map<number | 'all', Row[]> {
  const cuts = new Map<number | 'all', Row[]>()
  for (const row of rows) cuts.set(row.cut, [...(cuts.get(row.cut) ?? []), row])
  return cuts
}

/** How unhappy the customer sounds in the last thing said, read alone: "the level now stays". */
function levelNowOf(reader: Reader, { dialogue, heard }: Forecast, format: DialogueFormat): number {
  for (let i = heard - 1; i >= 0; i--) {
    const turn = dialogue.turns[i]!
    if (turn.by === 'customer') return readTurn(reader, turn)[format === 'taobao' ? 1 : 0]!
  }
  return 0
}

function qualityOf(
  known: Forecast[],
  train: LabelledDialogue[],
  { reader, format, thresholds }: Forecaster,
  probabilityOf: (row: Forecast) => number,
) {
  const auc: Record<string, number> = {}
  const latentAuc: Record<string, number> = {}
  const baselines: Record<string, Record<string, number>> = { position: {}, length: {}, keywords: {}, levelNow: {} }
  const forecast: Record<string, unknown> = {}
  const ranking: Record<string, Ranking> = {}
  const trainMoments = train.flatMap((dialogue) => momentsOf(dialogue, format).map((moment) => ({ ...moment, dialogue })))
  for (const [cut, rows] of byCut(known)) {
    const unhappy = rows.map(({ dialogue }) => dialogue.unhappy!)
    auc[cut] = rounded(aucOf(unhappy, rows.map(probabilityOf)))
    if (format === 'helpdesk') {
      const latent = rows.filter(({ dialogue }) => complaintWords(dialogue.turns) === 0)
      latentAuc[cut] = rounded(
        aucOf(
          latent.map(({ dialogue }) => dialogue.unhappy!),
          latent.map(probabilityOf),
        ),
      )
    }
    const seen = (row: { dialogue: LabelledDialogue; heard: number }): Seen => ({
      heard: row.dialogue.turns.slice(0, row.heard),
      unhappy: row.dialogue.unhappy!,
    })
    const before = trainMoments.filter((moment) => moment.cut === cut).map(seen)
    const scores: Record<string, number[]> = {}
    for (const view of Object.keys(poorViews) as PoorView[]) {
      if (view !== 'keywords' || format !== 'taobao') scores[view] = poorScores(view, before, rows.map(seen))
    }
    scores.levelNow = rows.map((row) => levelNowOf(reader, row, format))
    for (const [view, given] of Object.entries(scores)) baselines[view]![cut] = rounded(aucOf(unhappy, given))
    ranking[cut] = rankingOf(unhappy, { forecast: rows.map(probabilityOf), ...scores })
    const threshold = thresholds.get(cut)!
    const foretold = (score: (row: Forecast) => number): Foretold[] =>
      rows.map((row) => ({ probability: score(row), unhappy: row.dialogue.unhappy! }))
    forecast[cut] = {
      rows: rows.length,
      unhappy: unhappy.filter(Boolean).length,
      warnings: warningsAt(foretold(probabilityOf), threshold.forecast),
      levelNow: warningsAt(
        foretold((row) => levelNowOf(reader, row, format)),
        threshold.levelNow,
      ),
    }
  }
  return {
    auc,
    ...(format === 'helpdesk' ? { latentAuc, ...levelQuality(known.filter(({ cut }) => cut === 'all')) } : {}),
    baselines,
    forecast,
    ranking,
  }
}

/** helpdesk, whole dialogues: order of the means, and distance of the distributions. */
function levelQuality(rows: readonly Forecast[]) {
  const mean = (values: number[]) => rounded(values.reduce((sum, value) => sum + value, 0) / values.length)
  return {
    spearman: rounded(
      spearmanOf(
        rows.map(({ dialogue }) => dialogue.mean!),
        rows.map(({ levels }) => meanOf(levels)),
      ),
    ),
    nmd: mean(rows.map(({ dialogue, levels }) => nmdOf(dialogue.levels!, levels))),
    rsnod: mean(rows.map(({ dialogue, levels }) => rsnodOf(dialogue.levels!, levels))),
  }
}

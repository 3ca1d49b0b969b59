import type { ToneSource } from './tone.ts'

type Row = Record<string, unknown>

const words = (rows: readonly Row[], field: string) => rows.map((row) => String(row[field] ?? ''))
const is = (row: Row, field: string, value: string) => Number(String(row[field]) === value)
const emotions = ['anger', 'disgust', 'depress', 'sadness', 'worried', 'astonished', 'happy', 'grateful', 'relaxed', 'neutral']
const acts = ['question', 'thanking', 'agreement', 'disagreement', 'conventional-closing', 'apology', 'irony', 'command']

/** Sets whose licence lets weights be shipped, as scales of tone: reviews, played dialogues, insults, and texts of our own writing. */
export function toneSources(sets: { reviews: Row[]; dialogues: Row[]; insults: Row[]; complaints: Row[]; contacts: Row[] }): ToneSource[] {
  const { reviews, dialogues, insults, complaints, contacts } = sets
  const own = [...complaints, ...contacts].filter((row) => row.split === 'train')
  return [
    { names: ['praise'], texts: words(reviews, 'text'), targets: reviews.map((row) => [Number(row.label)]) },
    {
      names: ['negative', 'positive', ...emotions, ...acts],
      texts: words(dialogues, 'Utterance'),
      targets: dialogues.map((row) => [
        is(row, 'Sentiment', 'negative'),
        is(row, 'Sentiment', 'positive'),
        ...emotions.map((emotion) => is(row, 'Emotion', emotion)),
        ...acts.map((act) => is(row, 'DA', act)),
      ]),
    },
    { names: ['insult'], texts: words(insults, 'TEXT'), targets: insults.map((row) => [Number(row.label)]) },
    {
      names: ['upset', 'complaint'],
      texts: words(own, 'text'),
      targets: own.map((row) => [
        Number((row.emotion as { level: number }).level) / 4,
        row.complaint === undefined ? 1 : Number(row.complaint),
      ]),
    },
  ]
}

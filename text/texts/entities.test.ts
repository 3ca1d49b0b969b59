import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Row = { id: string; text: string; expected: { kind: string; words: string }[]; split: string }

const rows = readFileSync(new URL('entities.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

test('texts for entities are told apart by id, are all for testing, and hold the words they are to be read for', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { text, expected, split } of rows) {
    expect(split).toBe('test')
    for (const { kind, words } of expected) {
      expect(['orderNo', 'meterNo', 'date', 'amount']).toContain(kind)
      expect(text).toContain(words)
    }
  }
})

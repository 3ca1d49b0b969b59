import { readFileSync } from 'node:fs'
import { analyse, engineOf } from '@zhiwei/text'
import { expect, test } from 'vitest'
import { inRoot } from '../../platform/paths.ts'
import { readContact } from '../read.ts'
import { shippedRules, verdictOf } from './rules.ts'

type Turn = { by: 'customer' | 'staff' | 'bot'; text: string }
type Row = { split: string; text?: string; complaint?: boolean; turns?: Turn[]; satisfaction?: number }

const at = new Date('2026-11-02T02:00:00Z')
const engine = engineOf()
const reader = { analyse: (input: Parameters<typeof analyse>[0], now?: Date) => analyse(input, engine, now) }

/** Totals over the rows of our own texts that no rule and no weight has seen (split `test`); see text/texts/README.md. */
function measured(file: string, unhappy: (row: Row) => boolean) {
  const rows = readFileSync(inRoot('text', 'texts', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter(({ split }) => split === 'test')
  const told = rows.map((row) => {
    const turns = row.turns?.map(({ by, text }) => ({ by, text })) ?? [{ by: 'customer' as const, text: row.text ?? '' }]
    return { verdict: verdictOf(readContact(reader, { turns, scoreMax: 5 }, at).unhappy, shippedRules), unhappy: unhappy(row) }
  })
  const tagged = told.filter(({ verdict }) => verdict === 'latent')
  const right = tagged.filter((one) => one.unhappy).length
  const ill = told.filter((one) => one.unhappy)
  return {
    rows: told.length,
    unhappy: ill.length,
    tagged: tagged.length,
    precision: right / tagged.length,
    recall: right / ill.length,
    deferred: told.filter(({ verdict }) => verdict === 'unsure').length,
    unhappyDeferred: ill.filter(({ verdict }) => verdict === 'unsure').length,
  }
}

test('of talks never seen, those tagged ended unhappily, and most unhappy ones are tagged or left to a person', () => {
  const found = measured('conversations.jsonl', ({ satisfaction = 0 }) => satisfaction < 0)
  process.stderr.write(`talks ${JSON.stringify(found)}\n`)
  expect(found.precision).toBeGreaterThan(0.7)
  expect((found.recall * found.unhappy + found.unhappyDeferred) / found.unhappy).toBeGreaterThan(0.7)
})

test('of single texts without a score, a third of the hidden complaints is told or left to a person, at few false alarms', () => {
  const found = measured('contacts.jsonl', ({ complaint }) => complaint === true)
  process.stderr.write(`texts ${JSON.stringify(found)}\n`)
  expect((found.recall * found.unhappy + found.unhappyDeferred) / found.unhappy).toBeGreaterThan(0.3)
  expect((found.tagged * (1 - found.precision)) / (found.rows - found.unhappy)).toBeLessThan(0.05)
})

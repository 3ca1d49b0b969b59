import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { signalKinds as kinds } from '../src/analysis.ts'

type SignalText = { id: string; text: string; expected: string[]; split: string }

const rows = readFileSync(new URL('signals.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as SignalText)

describe('labelled texts for signals', () => {
  it('carry a unique id and a text that stands only once', () => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    expect(new Set(rows.map((row) => row.text)).size).toBe(rows.length)
    expect(rows.filter((row) => !/^s\d{4}$/.test(row.id) || row.text.trim() === '')).toEqual([])
  })

  it('expect only known kinds, each once', () => {
    for (const row of rows) {
      expect(row.expected.filter((kind) => !(kinds as readonly string[]).includes(kind))).toEqual([])
      expect(new Set(row.expected).size).toBe(row.expected.length)
    }
  })

  it('hold at least 45 texts of each kind and 300 that look like a signal and are none', () => {
    for (const kind of kinds) expect(rows.filter((row) => row.expected.includes(kind)).length, kind).toBeGreaterThanOrEqual(45)
    expect(rows.filter((row) => row.expected.length === 0).length).toBeGreaterThanOrEqual(300)
  })

  it('keep exactly two in five for the test', () => {
    expect(rows.filter((row) => row.split !== 'train' && row.split !== 'test')).toEqual([])
    expect(rows.filter((row) => row.split === 'test').length * 5).toBe(rows.length * 2)
  })
})

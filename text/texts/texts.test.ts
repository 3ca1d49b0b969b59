import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startingCategories } from '../../server/src/classification/starting-categories.ts'

type Row = {
  id: string
  text: string
  language: 'zh' | 'en'
  split: 'train' | 'test'
  emotion: { kind: string; level: number }
}
type Complaint = Row & { category: string; severity: string; mindset: string | null; stage: number }
type Contact = Row & { complaint: boolean; sentiment: string }

const rowsOf = <T extends Row>(file: string): T[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

const complaints = rowsOf<Complaint>('complaints.jsonl')
const more = rowsOf<Complaint>('complaints-more.jsonl')
const contacts = rowsOf<Contact>('contacts.jsonl')

const leaves = startingCategories
  .map(({ code }) => code)
  .filter((code) => !startingCategories.some((other) => other.code.startsWith(`${code}.`)))
const severities = ['general', 'major', 'serious', 'critical']
const mindsets = ['vent', 'respect', 'compensation', null]
const emotions = ['calm', 'worried', 'disappointed', 'sad', 'angry', 'desperate']

const testShareOf = (rows: readonly Row[]) => rows.filter(({ split }) => split === 'test').length / rows.length

/** Pieces long enough that two texts sharing one were hardly written apart: 12 characters, in Latin script 24. */
function piecesOf({ text, language }: Row): string[] {
  const length = language === 'zh' ? 12 : 24
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
}

describe.each([
  ['complaints.jsonl', complaints as Row[]],
  ['contacts.jsonl', contacts as Row[]],
])('%s', (_file, rows) => {
  it('names each row once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(new Set(rows.map(({ text }) => text.trim())).size).toBe(rows.length)
  })

  it('knows only calm at level 0 and feeling above it', () => {
    for (const { id, emotion } of rows) {
      expect(emotions, id).toContain(emotion.kind)
      expect([0, 1, 2, 3, 4], id).toContain(emotion.level)
      expect(emotion.kind === 'calm', id).toBe(emotion.level === 0)
    }
  })

  it('keeps the words of the test rows out of training', () => {
    const trained = new Set(rows.filter(({ split }) => split === 'train').flatMap(piecesOf))
    const shared = rows.filter(({ split }) => split === 'test').flatMap((row) => piecesOf(row).filter((piece) => trained.has(piece)))
    expect(shared).toEqual([])
  })
})

describe('complaints-more.jsonl', () => {
  it('is for training only, each leaf well met, and speaks no words of a test row', () => {
    expect(more.filter(({ split }) => split !== 'train')).toEqual([])
    for (const leaf of leaves) expect(more.filter(({ category }) => category === leaf).length, leaf).toBeGreaterThanOrEqual(25)
    const tested = new Set(complaints.filter(({ split }) => split === 'test').flatMap(piecesOf))
    expect(more.filter((row) => piecesOf(row).some((piece) => tested.has(piece))).map(({ id }) => id)).toEqual([])
    expect(new Set([...complaints, ...more].map(({ text }) => text.trim())).size).toBe(complaints.length + more.length)
  })
  it('uses the codes of the product', () => {
    for (const { id, severity, mindset, stage, emotion } of more) {
      expect(severities, id).toContain(severity)
      expect(mindsets, id).toContain(mindset)
      expect([1, 2, 3, 4, 5], id).toContain(stage)
      expect(emotions, id).toContain(emotion.kind)
      expect(emotion.kind === 'calm', id).toBe(emotion.level === 0)
    }
  })
})

describe('complaints', () => {
  it('uses the codes of the product', () => {
    for (const { id, severity, mindset, stage } of complaints) {
      expect(severities, id).toContain(severity)
      expect(mindsets, id).toContain(mindset)
      expect([1, 2, 3, 4, 5], id).toContain(stage)
    }
    expect([...new Set(complaints.map(({ category }) => category))].sort()).toEqual([...leaves].sort())
  })

  it('is at least serious when an authority, the media or a court is already asked', () => {
    expect(complaints.filter(({ stage, severity }) => stage === 5 && !['serious', 'critical'].includes(severity))).toEqual([])
  })

  it.each(leaves)('%s has enough texts, 40 % of them for the test', (leaf) => {
    const rows = complaints.filter(({ category }) => category === leaf)
    expect(rows.filter(({ language }) => language === 'zh').length).toBeGreaterThanOrEqual(22)
    expect(Math.abs(testShareOf(rows) - 0.4)).toBeLessThanOrEqual(0.03)
  })

  it('has English texts for each first level', () => {
    for (const top of new Set(leaves.map((leaf) => leaf.split('.')[0]))) {
      const english = complaints.filter(({ category, language }) => language === 'en' && category.split('.')[0] === top)
      expect(english.length, top).toBeGreaterThanOrEqual(6)
    }
  })
})

describe('contacts', () => {
  it('has ordinary contacts and hidden complaints, 40 % of each for the test', () => {
    const ordinary = contacts.filter(({ complaint }) => !complaint)
    const hidden = contacts.filter(({ complaint }) => complaint)
    expect(ordinary.length).toBeGreaterThanOrEqual(500)
    expect(hidden.length).toBeGreaterThanOrEqual(150)
    for (const rows of [ordinary, hidden]) expect(Math.abs(testShareOf(rows) - 0.4)).toBeLessThanOrEqual(0.03)
    expect(contacts.filter(({ language }) => language === 'en').length).toBeGreaterThanOrEqual(120)
  })

  it('hides its complaints without the word itself', () => {
    expect(contacts.filter(({ complaint, text }) => complaint && /投诉|complain/iu.test(text))).toEqual([])
  })

  it('knows three sentiments', () => {
    expect([...new Set(contacts.map(({ sentiment }) => sentiment))].sort()).toEqual(['negative', 'neutral', 'positive'])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardSays, championOf, confusionOf, otherLabels, qualityOf, sourcesOf, trainedOnOf } from './card.ts'

describe('reading a model card (模型卡)', () => {
  test('the confusion of a trained model and of a shipped one are one table, most frequent first', () => {
    const rows = [
      [8, 1],
      [0, 2],
    ]
    expect(confusionOf({ confusion: { fault: { fault: 8, delay: 1 }, delay: { delay: 2 } } })).toEqual({ labels: ['fault', 'delay'], rows })
    expect(confusionOf({ ownTest: { confusion: { classes: ['fault', 'delay'], rows } } })).toEqual({ labels: ['fault', 'delay'], rows })
    expect(confusionOf({ heldOut: { 'a.jsonl': { confusion: { classes: ['fault', 'delay'], rows } } } })?.rows).toEqual(rows)
  })

  test('labels nobody had and nobody said are left out, many stand together', () => {
    expect(
      confusionOf({
        confusion: {
          classes: ['a', 'b'],
          rows: [
            [3, 0],
            [0, 0],
          ],
        },
      }),
    ).toEqual({ labels: ['a'], rows: [[3]] })
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`c${at}`, { [`c${at}`]: 100 - at, c0: 1 }]))
    const table = confusionOf({ confusion: many })
    expect(table?.labels).toHaveLength(16)
    expect(table?.labels.at(-1)).toBe(otherLabels)
    expect(table?.rows.flat().reduce((a, b) => a + b)).toBe(30 * 100 - (29 * 30) / 2 + 29 - 99)
  })

  test('a shipped model has its quality from the texts held out, and counts all it was trained on', () => {
    const card = {
      data: [
        { file: 'a', licence: 'MIT', rows: 10, trainedOn: 6 },
        { file: 'b', licence: 'MIT', rows: 5, trainedOn: 5 },
      ],
      ownTest: { rows: 4, accuracy: 0.5, macroF1: 0.4 },
    }
    expect(qualityOf({ quality: null, card })).toEqual({ rows: 4, accuracy: 0.5, macroF1: 0.4, ece: null, kappa: null })
    expect(trainedOnOf({ trainedOn: null, card })).toBe(11)
    expect(sourcesOf(card)).toHaveLength(2)
  })

  test('what was measured on several kinds of texts is told of the first', () => {
    const texts = {
      rows: 9,
      accuracy: 0.7,
      quadraticKappa: 0.8,
      confusion: [
        [5, 1],
        [2, 1],
      ],
    }
    const card = { classes: ['1', '2'], ownTest: { texts, turns: { rows: 3, accuracy: 0.1 } } }
    expect(qualityOf({ quality: null, card })).toEqual({ rows: 9, accuracy: 0.7, macroF1: null, ece: null, kappa: 0.8 })
    expect(confusionOf(card)).toEqual({ labels: ['1', '2'], rows: texts.confusion })
  })

  test('the card of the shipped categories tells what it takes for what', () => {
    const card = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../text/models/category.card.json'), 'utf8'))
    const table = confusionOf(card)
    expect(table?.rows.flat().reduce((a, b) => a + b)).toBe(card.ownTest.rows)
  })

  test('what the shipped cards say stands in Chinese too', () => {
    const folder = join(import.meta.dirname, '../../../../text/models')
    const cards = readdirSync(folder).filter((name) => name.endsWith('.card.json'))
    const said = cards.flatMap((name) => {
      const { method, split, limits } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      return [method, split, limits]
    })
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter((sentence) => !cardSays[sentence])).toEqual([])
    expect(Object.keys(cardSays).filter((sentence) => !said.includes(sentence))).toEqual([])
  })

  test('the model in service before is told by the same rows as the candidate', () => {
    const figures = { rows: 20, accuracy: 0.5, macroF1: 0.4, ece: null }
    expect(championOf({ championMetrics: figures })).toEqual({ ...figures, kappa: null })
    expect(championOf({})).toBeNull()
  })

  test.each([null, {}, { data: 'confirmed cases', confusion: 3, ownTest: [], heldOut: null }])('a card without them: %j', (card) => {
    expect([confusionOf(card), qualityOf({ quality: null, card }), sourcesOf(card), trainedOnOf({ trainedOn: null, card })]).toEqual([
      null,
      null,
      [],
      null,
    ])
  })
})

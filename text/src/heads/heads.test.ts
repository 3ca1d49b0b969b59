import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { featuresOf } from '../features/ngrams.ts'
import { type Models, modelsFolder, shippedModels } from '../models.ts'
import { arousalOf } from './arousal.ts'
import { complaintOf } from './complaint.ts'
import { emotionOf } from './emotion.ts'
import { languageOf } from './language.ts'
import { offensiveOf } from './offensive.ts'
import { sentimentOf } from './sentiment.ts'

const { sentiment, emotion, intensity, complaint, offensive } = shippedModels() as Required<Models>

test('every model that is shipped lies in the repository, with its card', () => {
  const shipped = ['sentiment', 'emotion', 'intensity', 'complaint', 'offensive', 'severity', 'stage', 'category', 'signals']
  expect(Object.keys(shippedModels())).toEqual(expect.arrayContaining(shipped))
  expect(shipped.filter((head) => !existsSync(join(modelsFolder, `${head}.card.json`)))).toEqual([])
})

test.each([
  ['快递三天了还没到', 'zh'],
  ['我的iPhone 15屏幕坏了', 'zh'],
  ['My order has not arrived and nobody answers', 'en'],
  ['Refund please', 'en'],
  ['Bonjour, ma commande est encore en retard depuis une semaine', 'other'],
  ['注文した商品がまだ届きません', 'other'],
  ['배송이 너무 늦어요', 'other'],
  ['客服说 please wait for a few days 然后就没有 any reply at all', 'mixed'],
  ['123 !!', 'other'],
  ['', 'other'],
])('the language of "%s" is %s', (text, language) => expect(languageOf(text)).toBe(language))

test('loud writing is told from quiet writing', () => {
  expect(arousalOf('请问什么时候发货')).toBeLessThan(0)
  expect(arousalOf('你们太过分了！！！')).toBeGreaterThan(0.8)
  expect(arousalOf('THIS IS THE THIRD TIME I WRITE')).toBeGreaterThan(0.5)
})

test('the shipped model tells reviews and complaints apart by their side', () => {
  const side = (text: string) => sentimentOf(sentiment, featuresOf(text)).sentiment
  expect(side('酒店很干净，服务很好，下次还来')).toBe('positive')
  expect(side('质量太差了，用了两天就坏，客服还不理人')).toBe('negative')
  expect(side('Terrible quality, it broke after two days and nobody answers')).toBe('negative')
})

test('an emotion has a kind and a level', () => {
  const models = { emotion, intensity }
  const quiet = emotionOf(models, featuresOf('请问你们几点关门？'), '请问你们几点关门？')
  expect(quiet).toMatchObject({ kind: 'calm', level: 0 })
  const text = '投诉三次了还不解决，你们就是骗子！太过分了！！今天必须给我个说法！'
  expect(emotionOf(models, featuresOf(text), text).level).toBeGreaterThanOrEqual(3)
})

test('a complaint is told from a question', () => {
  const likely = (text: string) => complaintOf(complaint, featuresOf(text))
  expect(likely('洗衣机修了三次还是漏水，催了半个月没人上门')).toBeGreaterThan(0.7)
  expect(likely('请问周末营业到几点？')).toBeLessThan(0.3)
  expect(offensiveOf(offensive, featuresOf('请问周末营业到几点？'))).toBeLessThan(0.3)
})

test('no text throws or takes long', () => {
  for (const text of ['', '😀'.repeat(5_000), '\ud800', 'a'.repeat(10_000), '电费多收了。'.repeat(3_333)]) {
    const features = featuresOf(text)
    expect(sentimentOf(sentiment, features).confidence).toBeGreaterThan(0)
    expect(emotionOf({ emotion, intensity }, features, text).level).toBeLessThan(5)
    expect(['zh', 'en', 'other']).toContain(languageOf(text))
  }
})

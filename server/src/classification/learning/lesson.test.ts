import { describe, expect, test } from 'vitest'
import type { Answer } from './heads.ts'
import type { Labelled } from './labelled-cases.ts'
import { compare, learnLesson } from './lesson.ts'

const categories = [
  { code: 'delivery.delay', name: '延迟', nameEn: 'Delay' },
  { code: 'aftersales.refund', name: '退款慢', nameEn: 'Slow refund' },
  { code: 'other', name: '其他', nameEn: 'Other' },
]

/** A company's own words, which no shipped seed knows: the depot of its parcels, the name of its wallet. */
const ownWords = {
  'delivery.delay': ['青石驿那边一直没动静', '还卡在青石驿', '青石驿说车没来'],
  'aftersales.refund': ['小满钱包里还是零', '小满钱包没有到', '说好进小满钱包的呢'],
}

function casesOf(count: number): Labelled[] {
  const labels = Object.keys(ownWords) as (keyof typeof ownWords)[]
  return Array.from({ length: count }, (_, at) => {
    const label = labels[at % labels.length] ?? 'delivery.delay'
    const words = ownWords[label]
    return { subject: '', text: `${words[at % words.length]}，第${at}次问了，请${['尽快', '马上', '今天'][at % 3]}处理`, label }
  })
}

describe('a lesson from one’s own cases (训练并比较)', () => {
  test('with twenty cases a category what only this company says is learned, and beats the seed words', () => {
    const learned = learnLesson({ head: 'category', cases: casesOf(60), categories, champion: null })
    expect(learned).toMatchObject({ outcome: 'promoted', trained: 48, heldOut: 12 })
    expect(learned.challenger?.accuracy).toBeGreaterThan(0.9)
    expect(learned.champion?.accuracy).toBeLessThan(0.6)
    expect(learned.weights?.length).toBeGreaterThan(100)
    expect(learned.card).toMatchObject({ heldOutLabels: { 'delivery.delay': 6, 'aftersales.refund': 6 } })
  })

  test('the newest cases are held out: a model is asked about what came after what it learned from', () => {
    const early = casesOf(60)
    const late = casesOf(20).map((one) => ({ ...one, label: one.label === 'delivery.delay' ? 'aftersales.refund' : 'delivery.delay' }))
    const learned = learnLesson({ head: 'category', cases: [...early, ...late], categories, champion: null })
    // All labels turned round in the newest part: whoever learned from the older one is wrong there.
    expect(learned.challenger?.accuracy).toBeLessThan(0.2)
    expect(learned).toMatchObject({ outcome: 'notBetter', heldOut: 16 })
  })

  test('what is in service already and as good stays in service', () => {
    const first = learnLesson({ head: 'category', cases: casesOf(60), categories, champion: null })
    const second = learnLesson({ head: 'category', cases: casesOf(80), categories, champion: first.weights })
    expect(second).toMatchObject({ outcome: 'notBetter' })
    expect(second.champion?.accuracy).toBeGreaterThan(0.9)
  })

  test('too few cases, or only one label, teach nothing', () => {
    expect(learnLesson({ head: 'category', cases: casesOf(20), categories, champion: null })).toMatchObject({
      outcome: 'tooFew',
      weights: null,
    })
    const same = casesOf(60).map((one) => ({ ...one, label: 'other' }))
    expect(learnLesson({ head: 'category', cases: same, categories, champion: null })).toMatchObject({ outcome: 'tooFew' })
  })

  test('a gain that chance explains is none', () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({ subject: '', text: String(at), label: at % 2 ? 'a' : 'b' }))
    const answers = (right: (at: number) => boolean): Answer[] =>
      rows.map(({ label }, at) => [{ label: right(at) ? label : label === 'a' ? 'b' : 'a', probability: 0.9 }])
    const slightly = compare(
      rows,
      answers((at) => at >= 10),
      answers((at) => at >= 12 || at < 4),
    )
    expect(slightly).toMatchObject({ putRight: 4, putWrong: 2, isBetter: false })
    const clearly = compare(
      rows,
      answers((at) => at >= 20),
      answers((at) => at >= 5),
    )
    expect(clearly).toMatchObject({ putRight: 15, putWrong: 0, isBetter: true })
  })
})

import { describe, expect, test } from 'vitest'
import { courseOf, paceNames } from './course.ts'
import { complaintWords, surfaceNames, surfaceOf } from './cues.ts'
import { satisfactionOf } from './judge.ts'
import { type Lesson, readMoments, trainReader } from './reader.ts'
import { shippedDialogue } from './shipped.ts'
import { toneOf, trainTone } from './tone.ts'
import { readToneFile, writeToneFile } from './tone-file.ts'
import { growTrees, sigmoid, treesScore } from './trees.ts'
import type { Turn } from './turns.ts'

const customer = (text: string): Turn => ({ by: 'customer', text })
const staff = (text: string): Turn => ({ by: 'staff', text })
const settings = { objective: 'logistic', rounds: 30, depth: 2, rate: 0.2, leaf: 1, ridge: 1, rows: 1, columns: 1, seed: 1 } as const

describe('what is heard of a dialogue', () => {
  const turns = [customer('一'), staff('二'), customer('三'), staff('四')]
  test('later turns never change an earlier row', () => {
    const moment = [{ heard: 3, over: false }]
    const scores = turns.map((_, at) => Float32Array.of(at))
    const other = [...turns.slice(0, 3), staff('完全不同的话'), customer('还有')]
    expect(courseOf(turns, scores, 0, moment)).toEqual(courseOf(other, [...scores, Float32Array.of(9)], 0, moment))
  })
  test('a question asked again and turns without an answer are counted', () => {
    const asked = [customer('我的退款什么时候到账'), customer('在吗'), staff('请稍等'), customer('我的退款什么时候到账呢')]
    const [row] = courseOf(
      asked,
      asked.map(() => new Float32Array(0)),
      0,
      [{ heard: 4, over: false }],
    )
    expect(row![paceNames.indexOf('sameQuestion')]).toBeGreaterThan(0.7)
    expect(row![paceNames.indexOf('longestRun')]).toBe(2)
  })
})

describe('words', () => {
  test('complaint words of the customer count, those of the staff do not', () => {
    expect(complaintWords([customer('我要投诉,垃圾'), staff('投诉已受理')])).toBe(2)
    expect(complaintWords([customer('还是没有人来')])).toBe(0)
  })
  test('marks are counted in both widths', () => {
    const row = surfaceOf(customer('怎么回事?？!！!'))
    expect(row[surfaceNames.indexOf('questions')]).toBeCloseTo(Math.log1p(2))
    expect(row[surfaceNames.indexOf('exclamations')]).toBeCloseTo(Math.log1p(3))
  })
})

test('trees find a step, and the same seed grows the same trees', () => {
  const rows = Array.from({ length: 60 }, (_, at) => Float32Array.of(at / 60, (at * 7) % 11))
  const targets = rows.map(([x]) => Number(x! > 0.5))
  const grow = () => growTrees(rows, targets, new Float32Array(60).fill(1), settings)
  expect(sigmoid(treesScore(grow(), [0.9, 3]))).toBeGreaterThan(0.9)
  expect(sigmoid(treesScore(grow(), [0.1, 3]))).toBeLessThan(0.1)
  expect(grow()).toEqual(grow())
})

test('a tone model survives its file', () => {
  const texts = ['非常满意', '太差了', '很好很满意', '差得很']
  const tone = trainTone([{ names: ['praise'], texts, targets: [[1], [0], [1], [0]] }])
  const again = readToneFile(writeToneFile(tone))
  expect(toneOf(again, '满意')[0]).toBe(toneOf(tone, '满意')[0])
  expect(toneOf(again, '满意')[0]).toBeGreaterThan(toneOf(again, '差')[0]!)
  expect(() => readToneFile(Buffer.from('something else'))).toThrow('not a tone model')
})

test('a reader learns which endings follow which words', () => {
  const lessons = Array.from({ length: 40 }, (_, at): Lesson => {
    const angry = at % 2 === 0
    const turns = [customer(angry ? `第${at}次了还是坏的` : `请问${at}号几点开门`), staff('请稍等'), customer(angry ? '没人管' : '谢谢')]
    const target = Float32Array.of(Number(angry))
    return {
      turns,
      moments: [
        { heard: 1, over: false },
        { heard: 3, over: true },
      ],
      targets: [target, target],
    }
  })
  const reader = trainReader(lessons, { channelsOf: surfaceOf, columns: 1, hints: 0, trees: settings })
  const [first, end] = readMoments(
    reader,
    [customer('第九次了还是坏的'), staff('请稍等'), customer('没人管')],
    [
      { heard: 1, over: false },
      { heard: 3, over: true },
    ],
  )
  expect(first!.trees[0]).toBeGreaterThan(0.6)
  expect(end!.trees[0]).toBeGreaterThan(0.8)
})

describe('the shipped judge', () => {
  const models = shippedDialogue()
  test('an unanswered, angry customer is called unhappy, a thanked agent is not', () => {
    const angry = [customer('宽带断了三天,报修两次都没人来'), staff('已反馈,请耐心等待'), customer('又是等,你们太差了,气死人,我要投诉!')]
    const content = [customer('请问发票怎么开'), staff('已经为您开好,发到邮箱了'), customer('收到了,谢谢,很满意')]
    expect(satisfactionOf(angry, models).end.unhappy).toBeGreaterThan(0.5)
    expect(satisfactionOf(content, models).end.unhappy).toBeLessThan(0.3)
    expect(satisfactionOf(content, models).end.level).toBeGreaterThan(satisfactionOf(angry, models).end.level)
  })
  test('each customer turn has its forecast, under its own number', () => {
    const { afterTurn } = satisfactionOf([staff('您好'), customer('在吗'), staff('在的'), customer('好的')], models)
    expect(afterTurn.map(({ turn }) => turn)).toEqual([1, 3])
  })
  test.each([
    ['nothing', []],
    ['staff only', [staff('您好')]],
    ['empty texts', [customer(''), staff(''), customer('')]],
    ['20,000 characters', [customer('还没好'.repeat(6667))]],
    ['half characters and pictures', [customer('\ud83d 😡😡 \udc00'), staff('\ud800')]],
    ['one character ten thousand times', [customer('啊'.repeat(10_000))]],
    ['a thousand turns', Array.from({ length: 1000 }, (_, at) => (at % 2 ? staff('请稍等') : customer('好了吗')))],
  ])('%s never throws', (_, turns) => {
    const { end } = satisfactionOf(turns, models)
    expect(end.unhappy).toBeGreaterThanOrEqual(0)
    expect(end.unhappy).toBeLessThanOrEqual(1)
    expect(Math.abs(end.level)).toBeLessThanOrEqual(2)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyse, engineOf } from '../../analyse.ts'
import { signalsOf } from '../../signals/index.ts'
import { rightOfRules, severities, severityOf } from './index.ts'

const graded = (text: string) => severityOf(text, { signals: signalsOf(text) })

describe('severity by the rubric (严重程度)', () => {
  // Source: docs/rules/severity.md
  test.each<[string, string]>([
    ['critical', '电饭煲炸了，我妈手上烫伤送医院了'],
    ['critical', '充电的时候起火，窗帘烧没了'],
    ['critical', '再不还我钱我就不想活了'],
    ['critical', 'The heater caught fire and my daughter is in hospital'],
    ['serious', '插座一插就冒烟，现在不敢用'],
    ['serious', '我们三十多户业主联名要求换电梯'],
    ['serious', '保险公司少赔我三万六千元'],
    ['serious', '你们把我的手机号卖给了中介，信息泄露谁负责'],
    ['serious', '这件事我已经打了12345'],
    ['major', '空调报修第三次了还没修好'],
    ['major', '两千块的手机用了三天就黑屏'],
    ['major', '家里停电一整天，没人来修'],
    ['major', '不退款我就去12315投诉'],
    ['major', 'No heating for two days and my mother is 84, a pensioner'],
    ['general', '杯子上有一道划痕，麻烦换一个'],
    ['general', 'The colour of the lamp is a little darker than in the photo'],
  ])('%s: %s', (severity, text) => expect(graded(text).severity).toBe(severity))

  test('says the line of the rubric and the words', () => {
    const text = '插座冒烟，花了一千二百元买的'
    expect(graded(text).reasons.map(({ code, span }) => [code, span && text.slice(...span)])).toEqual([
      ['safetyHazard', '冒烟'],
      ['amount', '一千二百元'],
    ])
  })

  test.each([
    ['less than the line', '不到一千块的鞋', 'general'],
    ['a hotline is no sum of 12,315 yuan', '再不退我就打12315', 'major'],
    ['a year is no money', '2025年买的鞋开胶了', 'general'],
    ['a price of jumping off', '跳楼价买的鞋开胶了', 'general'],
    ['hot anger is no fire', '我肺都气炸了', 'general'],
    ['no empty battery is a power cut', '遥控器没电了', 'general'],
  ])('%s', (_what, text, severity) => expect(graded(text).severity).toBe(severity))

  test('is as sure of each level as it was right on the training rows of our own texts', () => {
    const rows = readFileSync(new URL('../../../texts/complaints.jsonl', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
    const labelled = rows.map((row) => JSON.parse(row) as { text: string; severity: string; split: string })
    const engine = engineOf()
    const answers = labelled
      .filter(({ split }) => split === 'train')
      .map(({ text, severity }) => ({ severity, said: analyse({ text }, engine).severity }))
    for (const level of severities) {
      const so = answers.filter(({ said }) => said === level)
      const right = so.filter(({ severity }) => severity === level).length / so.length
      expect(Math.abs(right - rightOfRules[level]), `${level}: right in ${right.toFixed(3)} of ${so.length}`).toBeLessThan(0.03)
    }
    expect(severityOf('插座冒烟').confidence).toBe(rightOfRules.serious)
    expect(severityOf('杯子上有一道划痕').confidence).toBe(rightOfRules.general)
  })
})

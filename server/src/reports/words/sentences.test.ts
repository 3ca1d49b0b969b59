import type { MeasureFigure } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import type { Definition, Figures } from '../facts/types.ts'
import { sentenceOf } from './sentences.ts'
import { summaryOf } from './summary.ts'

const bare: MeasureFigure = { numerator: null, denominator: null, value: null, p90: null, interval: null, enough: false }
const counted = (value: number, low: number, high: number): MeasureFigure => ({
  ...bare,
  numerator: value,
  value,
  interval: { low, high },
  enough: true,
})
const share = (top: number, bottom: number, low: number, high: number): MeasureFigure => ({
  ...bare,
  numerator: top,
  denominator: bottom,
  value: top / bottom,
  interval: { low, high },
  enough: true,
})
const few = (top: number, bottom: number): MeasureFigure => ({ ...bare, numerator: top, denominator: bottom })
const words = (zh: string, en: string) => ({ zh, en })
const complaints: Definition = {
  name: 'complaints',
  unit: 'count',
  title: words('投诉量', 'Complaints'),
  formula: words('', ''),
  counted: words('', ''),
  source: '',
  moreIsBetter: false,
}
const inTime: Definition = {
  ...complaints,
  name: 'onTimeClosureRatio',
  unit: 'share',
  title: words('按时办结率', 'On time'),
  moreIsBetter: true,
}
const time: Definition = { ...complaints, name: 'resolutionMinutes', unit: 'minutes', title: words('办结时长', 'Resolution time') }

const facts = {
  knownFrom: '2026-01-15' as string | null,
  period: { from: '2026-10-01', to: '2026-10-31' },
  before: { from: '2026-09-01', to: '2026-09-30' },
}
const told = (knownFrom: string | null = facts.knownFrom, language: 'zh-CN' | 'en' = 'zh-CN') => ({
  facts: { ...facts, knownFrom },
  kind: 'monthly' as const,
  language,
})
const of = (definition: Definition, now: MeasureFigure, before: MeasureFigure, lastYear = bare): Figures => ({
  name: definition.name,
  now,
  before,
  lastYear,
})
const say = (definition: Definition, now: MeasureFigure, before: MeasureFigure, more = told()) =>
  sentenceOf(more, of(definition, now, before), definition)

describe('a sentence about a measure', () => {
  test.each([
    [
      'the intervals meet: no change is claimed',
      say(complaints, counted(152, 129, 178), counted(151, 128, 177)),
      '投诉量：152（95% 区间 129–178）；上月 151（95% 区间 128–177），相差 1（0.7%），没有超出偶然波动。',
    ],
    [
      'they lie apart: beyond chance, and worse',
      say(complaints, counted(200, 173, 230), counted(100, 81, 122)),
      '投诉量：200（95% 区间 173–230）；比上月的 100（95% 区间 81–122）高 100（100.0%），超出偶然波动，变差。',
    ],
    [
      'of a share in points, and better',
      say(inTime, share(95, 100, 0.89, 0.98), share(70, 100, 0.6, 0.78)),
      '按时办结率：95.0%（95/100，95% 区间 89.0%–98.0%）；比上月的 70.0%（70/100，95% 区间 60.0%–78.0%）高 25.0 个百分点，超出偶然波动，变好。',
    ],
    ['equal', say(complaints, counted(5, 2, 12), counted(5, 2, 12)), '投诉量：5（95% 区间 2–12）；与上月持平。'],
    [
      'nought against something',
      say(complaints, counted(0, 0, 3.7), counted(9, 4.1, 17)),
      '投诉量：0（95% 区间 0–4）；比上月的 9（95% 区间 4–17）低 9（100.0%），超出偶然波动，变好。',
    ],
    [
      'something against nought: no percent',
      say(complaints, counted(9, 4.1, 17), counted(0, 0, 3.7)),
      '投诉量：9（95% 区间 4–17）；比上月的 0（95% 区间 0–4）高 9，超出偶然波动，变差。',
    ],
    ['too few now: the counts alone', say(inTime, few(2, 3), share(70, 100, 0.6, 0.78)), '按时办结率：样本不足（2/3，不足以算比率）。'],
    ['nothing to count', say(inTime, few(0, 0), share(70, 100, 0.6, 0.78)), '按时办结率：没有可计的件。'],
    [
      'too few before',
      say(inTime, share(95, 100, 0.89, 0.98), few(1, 2)),
      '按时办结率：95.0%（95/100，95% 区间 89.0%–98.0%）；上月样本不足（1/2，不足以算比率），不作比较。',
    ],
    [
      'the first month',
      say(complaints, counted(9, 4.1, 17), counted(0, 0, 3.7), told('2026-09-20')),
      '投诉量：9（95% 区间 4–17）；上月还没有完整的记录，不作比较。',
    ],
    [
      'without an interval nothing is claimed',
      say(
        time,
        { ...bare, denominator: 60, value: 90, p90: 3_000, enough: true },
        { ...bare, denominator: 50, value: 45, p90: 2_000, enough: true },
      ),
      '办结时长：中位 1 小时 30 分（九成在 2 天 2 小时内，共 60 件）；上月中位 45 分钟（九成在 1 天 9 小时内，共 50 件），这个指标没有区间，不判断升降。',
    ],
    [
      'a share without an interval',
      say(inTime, { ...share(5, 126, 0, 0), interval: null }, { ...share(11, 146, 0, 0), interval: null }),
      '按时办结率：4.0%（5/126）；上月 7.5%（11/146），这个指标没有区间，不判断升降。',
    ],
    [
      'in English',
      say(complaints, counted(152, 129, 178), counted(151, 128, 177), told('2026-01-15', 'en')),
      'Complaints: 152 (95% interval 129–178); the month before: 151 (95% interval 128–177); apart by 1 (0.7%), within chance.',
    ],
  ])('%s', (_name, sentence, expected) => {
    expect(sentence).toBe(expected)
  })

  test('the same month a year ago is told where it was recorded', () => {
    const figures = of(complaints, counted(152, 129, 178), counted(151, 128, 177), counted(82, 65, 102))
    expect(sentenceOf(told('2025-01-01'), figures, complaints)).toMatch(
      /；比去年同月的 82（95% 区间 65–102）高 70（85\.4%），超出偶然波动，变差。$/,
    )
    expect(sentenceOf(told('2025-10-02'), figures, complaints)).not.toContain('去年')
  })
})

describe('what changed in all', () => {
  const worse = { figures: of(complaints, counted(200, 173, 230), counted(100, 81, 122)), definition: complaints }
  const chance = { figures: of(inTime, share(95, 100, 0.89, 0.98), share(94, 100, 0.88, 0.97)), definition: inTime }
  test.each([
    ['zh-CN', [worse, chance], '与上月相比超出偶然波动的：变差：投诉量（100 变为 200）。其余 1 项没有超出偶然波动。'],
    ['zh-CN', [chance], '与上月相比，没有指标的变化超出偶然波动。其中 1 项没有超出偶然波动。'],
    ['en', [worse], 'Beyond chance against the month before — worse: Complaints (100 to 200).'],
  ] as const)('%s', (language, all, expected) => {
    expect(summaryOf(told('2026-01-15', language), all)).toBe(expected)
  })

  test('the first month compares nothing', () => {
    expect(summaryOf(told('2026-10-03'), [worse])).toContain('本期不作比较；记录始于 2026-10-03')
    expect(summaryOf(told(null), [worse])).toContain('记录始于 尚无')
  })
})

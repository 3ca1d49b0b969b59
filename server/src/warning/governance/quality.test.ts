import type { WarningKind, WarningVerdict } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { type Labelled, proposalsFor, withNeed } from './proposals.ts'
import { figuresOf, share, type Told } from './quality.ts'
import { levelFor, shipped } from './rules.ts'

const raisedAt = new Date('2026-11-02T00:00:00Z')
const told = (verdict: WarningVerdict | null, given: Partial<Told> = {}): Told => ({
  id: '1',
  kind: 'surge',
  at: raisedAt,
  month: '2026-11',
  verdict,
  acknowledgedAt: null,
  isLate: false,
  cameAt: null,
  ...given,
})

describe('the quality of warnings (预警质量)', () => {
  test('precision counts true beside false ones, unclear ones apart, with Wilson’s interval', () => {
    const figures = figuresOf([told('true'), told('true'), told('true'), told('false'), told('unclear'), told(null)], [], [], { days: 30 })
    expect(figures).toMatchObject({ raised: 6, labelled: 5, unclear: 1, falseAlarms: 1, recall: null })
    // Wilson 1927 for 3 of 4: 0.301 … 0.954.
    expect(figures.precision).toEqual({ hits: 3, of: 4, value: 0.75, low: 0.3006, high: 0.9544 })
    expect(share(0, 0)).toBeNull()
  })

  test('recall of cases: those that went outside with an earlier warning; of surges: true ones beside those written down as missed', () => {
    const event = (warnedBy: WarningKind[]) => ({ caseId: '1', number: 'X', at: raisedAt, month: '2026-11', warnedBy })
    const events = [event(['stage']), event(['risk', 'stage']), event([])]
    expect(figuresOf([], events, [], { kind: 'risk', days: 30 }).recall).toMatchObject({ hits: 1, of: 3 })
    expect(figuresOf([], events, [], { days: 30 }).recall).toMatchObject({ hits: 2, of: 3 })
    const missed = [{ kind: 'surge' as const, month: '2026-11' }]
    expect(figuresOf([told('true'), told('false')], events, missed, { kind: 'surge', days: 30 }).recall).toMatchObject({ hits: 1, of: 2 })
    expect(figuresOf([told('true')], events, [], { kind: 'surge', days: 30 }).recall).toBeNull()
  })

  test('lead time is the median of what came, false alarms are per series and month of 30 days', () => {
    const came = (hours: number) => ({ cameAt: new Date(raisedAt.getTime() + hours * 3_600_000) })
    const warnings = [told('true', came(10)), told('true', came(-2)), told('true', came(30)), told('false'), told('false')]
    expect(figuresOf(warnings, [], [], { kind: 'surge', series: 40, days: 60 })).toMatchObject({
      leadHours: 10,
      leadOf: 3,
      falseAlarmsPerSeriesMonth: 0.025,
    })
  })
})

describe('false labels teach (误报教规则)', () => {
  const labelled = (isTrue: boolean, peaks: Record<string, number>): Labelled => ({
    id: `${isTrue}${JSON.stringify(peaks)}`,
    isTrue,
    peaks,
  })
  const trues = [
    labelled(true, { observed: 14, ratio: 3 }),
    labelled(true, { observed: 25, ratio: 2 }),
    labelled(true, { observed: 12, ratio: 4 }),
  ]
  const falses = [
    labelled(false, { observed: 4, ratio: 4 }),
    labelled(false, { observed: 5, ratio: 2.5 }),
    labelled(false, { observed: 6, ratio: 1.2 }),
  ]

  test('the threshold that would have dropped the false ones and kept every true one is proposed, the best first', () => {
    const [best, ...others] = proposalsFor('surge', [...trues, ...falses], shipped.surge.rules)
    expect(best).toMatchObject({
      fact: 'observed',
      atLeast: 10,
      now: null,
      falseDropped: 3,
      trueKept: 3,
      trueDropped: 0,
      precisionBefore: 0.5,
      precisionAfter: 1,
    })
    expect(others).toMatchObject([{ fact: 'ratio', falseDropped: 1 }])
    const rules = withNeed(shipped.surge.rules, 'observed', best?.atLeast ?? 0)
    expect(levelFor({ observed: 6 }, rules)).toBeNull()
    expect(levelFor({ observed: 12 }, rules)).toBe('blue')
    expect(proposalsFor('surge', [...trues, ...falses], rules)).toEqual([])
  })

  test('few labels, or false ones that look like true ones, teach nothing', () => {
    expect(proposalsFor('surge', [...trues, ...falses.slice(0, 2)], shipped.surge.rules)).toEqual([])
    expect(
      proposalsFor(
        'surge',
        [...trues, ...falses.map(({ peaks }) => labelled(false, { ...peaks, observed: 30, ratio: 5 }))],
        shipped.surge.rules,
      ),
    ).toEqual([])
  })
})

describe('levels by rules (预警级别)', () => {
  test.each([
    ['surge', { observed: 4, ratio: 3 }, 'blue'],
    ['surge', { observed: 12, ratio: 3, excess: 8 }, 'yellow'],
    ['surge', { observed: 30, ratio: 2.5, excess: 18 }, 'orange'],
    ['surge', { observed: 80, ratio: 4, excess: 60 }, 'red'],
    ['stage', { stage: 5 }, 'red'],
    ['group', { people: 4 }, null],
    ['group', { people: 12 }, 'orange'],
    ['exposure', { safety: true }, 'red'],
    ['longChain', { sendBacks: 3 }, 'orange'],
    ['risk', { score: 0.2 }, 'blue'],
  ] as const)('%s with %o is %s', (kind, facts, level) => {
    expect(levelFor(facts, shipped[kind].rules)).toBe(level)
  })
})

import { guideSteps } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { phrases, phrasesFor } from '../phrases/select.ts'
import { type Basis, guideItems, itemsFor } from './select.ts'

const stages = [1, 2, 3, 4, 5, null]
const mindsets = ['vent', 'respect', 'compensation', null] as const
const emotions = ['calm', 'worried', 'disappointed', 'sad', 'angry', 'desperate', 'pleased', null]
const everyBasis: Basis[] = stages.flatMap((stage) =>
  mindsets.flatMap((mindset) => emotions.map((kind) => ({ stage, mindset, emotion: kind === null ? null : { kind, level: 2 } }))),
)
const codesFor = (basis: Basis) => itemsFor(basis).flatMap(({ items }) => items.map(({ code }) => code))

describe('the LSCIA guide (倾听 分担 澄清 阐明 要求)', () => {
  test('whoever the customer is, every step has something to do and few enough to be read', () => {
    for (const basis of everyBasis) {
      const steps = itemsFor(basis)
      expect(steps.map(({ step }) => step)).toEqual([...guideSteps])
      for (const { step, items } of steps) {
        const toDo = items.filter(({ kind }) => kind !== 'avoid').length
        expect(toDo, `${step} ${JSON.stringify(basis)}`).toBeGreaterThanOrEqual(2)
        expect(items.length, `${step} ${JSON.stringify(basis)}`).toBeLessThanOrEqual(9)
      }
    }
  })

  test('no code twice, and every item and phrase is reached by somebody', () => {
    const codes = guideItems.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const reached = new Set(everyBasis.flatMap(codesFor))
    expect(codes.filter((code) => !reached.has(code))).toEqual([])
    const said = new Set(everyBasis.flatMap((basis) => phrasesFor(basis).map(({ code }) => code)))
    expect(phrases.filter(({ code }) => !said.has(code))).toEqual([])
  })

  test.each([
    [
      'anger is shared in other words than worry',
      { stage: 3, mindset: null, emotion: { kind: 'angry', level: 3 } },
      'share.angry',
      'share.worried',
    ],
    [
      'who wants compensation is asked for the loss item by item',
      { stage: 3, mindset: 'compensation', emotion: null },
      'clarify.amount',
      'clarify.worst',
    ],
    [
      'who wants to vent is not offered a solution too early',
      { stage: 3, mindset: 'vent', emotion: null },
      'listen.silent',
      'clarify.wish',
    ],
    [
      'open conflict: the supervisor calls within the hour',
      { stage: 4, mindset: null, emotion: null },
      'illustrate.supervisor',
      'illustrate.one-voice',
    ],
    ['gone outside: one voice', { stage: 5, mindset: null, emotion: null }, 'illustrate.one-voice', 'illustrate.supervisor'],
    ['despair: safety first', { stage: 3, mindset: null, emotion: { kind: 'desperate', level: 4 } }, 'listen.safety', 'share.calm'],
    ['a first question: the rule and what it means here', { stage: 1, mindset: null, emotion: null }, 'illustrate.rule', 'clarify.owner'],
  ] as [string, Basis, string, string][])('%s', (_name, basis, there, notThere) => {
    expect(codesFor(basis)).toContain(there)
    expect(codesFor(basis)).not.toContain(notThere)
  })
})

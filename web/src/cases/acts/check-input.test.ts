import type { CaseDetail } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { bodyOf, initialValuesOf, inputErrorsOf } from './check-input.ts'
import { formOf } from './forms.ts'

const unitId = '00000000-0000-7000-8000-000000000101'
const taskId = '00000000-0000-7000-8000-000000000301'
const aCase = (change: Partial<CaseDetail> = {}) =>
  ({
    status: 'handling',
    category: 'quality.fault',
    categoryConfirmed: true,
    severity: 'major',
    stage: 2,
    priority: 'normal',
    tasks: [],
    remedies: [],
    links: [],
    ...change,
  }) as unknown as CaseDetail

describe('what a form sends', () => {
  test('a classification sends only what was changed, numbers as numbers', () => {
    const form = formOf('classification')
    const values = { ...initialValuesOf(form, aCase()), stage: '4', product: ' ', reason: '提到12315' }
    expect(bodyOf(form, aCase(), values)).toEqual({ stage: 4, reason: '提到12315' })
    expect(inputErrorsOf(form, aCase(), initialValuesOf(form, aCase()))).toEqual([{ name: [], code: 'nothing' }])
  })

  test('confirming a proposed category is a change', () => {
    const form = formOf('classification')
    const proposed = aCase({ categoryConfirmed: false })
    expect(bodyOf(form, proposed, initialValuesOf(form, proposed))).toEqual({ category: 'quality.fault' })
  })

  test('fields that are not shown are not sent', () => {
    const form = formOf('followUps')
    expect(bodyOf(form, aCase(), { verdict: 'unreached', satisfaction: 4 })).toEqual({ verdict: 'unreached' })
  })
})

describe('what a form refuses to send', () => {
  test('a required field left blank, once', () => {
    expect(inputErrorsOf(formOf('dispatches'), aCase(), { instructions: '今日上门' })).toEqual([{ name: ['unitId'], code: 'required' }])
    expect(inputErrorsOf(formOf('declination'), aCase(), { reason: '不属于本公司', customerTold: false })).toEqual([
      { name: ['customerTold'], code: 'required' },
    ])
  })

  test('a co-handling unit without instructions, at its own field', () => {
    expect(inputErrorsOf(formOf('dispatches'), aCase(), { unitId, coUnits: [{ unitId }] })).toEqual([
      { name: ['coUnits', 0, 'instructions'], code: 'required' },
    ])
  })

  test('rework needs a reason, a passed review does not', () => {
    expect(inputErrorsOf(formOf('reviews'), aCase(), { verdict: 'rework' })).toEqual([{ name: ['reason'], code: 'required' }])
    expect(inputErrorsOf(formOf('reviews'), aCase(), { verdict: 'pass' })).toEqual([])
  })

  test('a return while a co-handler has not finished and is not excused', () => {
    const waiting = aCase({ tasks: [{ id: taskId, state: 'open' } as CaseDetail['tasks'][number]] })
    const values = { result: '已上门安装', finding: 'substantiated' }
    expect(inputErrorsOf(formOf('returns'), waiting, values)).toEqual([{ name: ['excused', 0, 'reason'], code: 'required' }])
    expect(inputErrorsOf(formOf('returns'), waiting, { ...values, excused: [{ taskId, reason: '已无必要' }] })).toEqual([])
  })

  test('a text beyond the limit', () => {
    expect(inputErrorsOf(formOf('escalations'), aCase(), { reason: '很'.repeat(2_001) })).toEqual([{ name: ['reason'], code: 'tooLong' }])
  })
})

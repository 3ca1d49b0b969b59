import type { CaseDetail } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { availabilityOf, blockedActsOf, groups, nextActsOf } from './availability.ts'
import { forms } from './forms.ts'

const allowed = { allowed: true, missing: [] }
const lacks = (...missing: string[]) => ({ allowed: false, missing })
const aCase = (change: Partial<CaseDetail>) =>
  ({ tasks: [], remedies: [], links: [], suspension: null, can: {}, ...change }) as unknown as CaseDetail

describe('which acts a person is offered', () => {
  test('what the case still lacks is said, what is not due now or not theirs is not shown', () => {
    const confirmed = aCase({
      status: 'confirmed',
      can: { closure: lacks('rootCause'), acceptance: lacks('status:registered'), rootCauses: allowed, escalations: lacks() },
    })
    expect(availabilityOf(confirmed, 'closure')).toEqual({ missing: ['rootCause'] })
    expect(availabilityOf(confirmed, 'acceptance')).toBe('hidden')
    expect(availabilityOf(confirmed, 'escalations')).toBe('hidden')
    expect(nextActsOf(confirmed, undefined)).toEqual(['rootCauses'])
    expect(blockedActsOf(confirmed)).toEqual([{ name: 'closure', missing: ['rootCause'] }])
  })

  test('a co-handler’s own task comes after what leads the case on', () => {
    const task = { id: 't', state: 'open', unit: { id: 'u', name: '物流部' } } as CaseDetail['tasks'][number]
    const handling = aCase({ status: 'handling', tasks: [task], can: { returns: allowed, taskResults: allowed } })
    expect(nextActsOf(handling, undefined)).toEqual(['returns'])
    expect(nextActsOf(handling, 'u')).toEqual(['returns', 'taskResults'])
    expect(nextActsOf({ ...handling, can: { returns: lacks(), taskResults: allowed } }, 'u')).toEqual(['taskResults'])
  })

  test('a suspended case is resumed first', () => {
    const suspension = { id: 's', reason: '', at: '', by: null, endsAt: null, endedAt: null }
    const waiting = aCase({ status: 'accepted', suspension, can: { resumptions: allowed, dispatches: allowed } })
    expect(nextActsOf(waiting, undefined)).toEqual(['resumptions', 'dispatches'])
  })

  test('every form has its place in the menu, but those opened from their own row', () => {
    const inMenu: string[] = Object.values(groups).flat()
    expect(Object.keys(forms).filter((name) => !inMenu.includes(name))).toEqual(['taskResults'])
  })
})

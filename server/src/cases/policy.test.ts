import type { Permission } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../platform/http.ts'
import type { Case } from './lifecycle.ts'
import { canOf } from './policy.ts'

const installation = 'unit-installation'
const logistics = 'unit-logistics'
const handling = { status: 'handling', unit_id: installation, open_tasks: 1, merged_into: null, suspended_at: null, due_at: null } as Case
const anActor = (unitId: string, ...permissions: Permission[]) => ({ unitId, permissions: new Set(permissions) }) as unknown as Actor

describe('what a person is told they can do', () => {
  test('the lead unit may return although a co-handler is still at work: the form excuses the task', () => {
    expect(canOf(anActor(installation, 'cases:handle'), handling).returns).toEqual({ allowed: true, missing: [] })
  })

  test('a co-handling unit gives its result, the return is not its own', () => {
    const can = canOf(anActor(logistics, 'cases:handle'), handling)
    expect(can.taskResults).toEqual({ allowed: true, missing: [] })
    expect(can.returns).toEqual({ allowed: false, missing: [] })
  })

  test('what is missing is told only to those whose act it would be', () => {
    const answered = {
      ...handling,
      status: 'answered',
      finding: 'substantiated',
      root_cause: null,
      open_tasks: 0,
      awaiting_approvals: 0,
    } as Case
    expect(canOf(anActor(installation, 'cases:close'), answered).closure).toEqual({ allowed: false, missing: ['rootCause'] })
    expect(canOf(anActor(installation, 'cases:handle'), answered).closure).toEqual({ allowed: false, missing: [] })
  })
})

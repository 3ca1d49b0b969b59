import { permissions, shippedRoles } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { beyond, permissionsOf, remedyLimitFenOf, tokenPermissionsOf } from './rights.ts'

const agent = { code: 'agent', permissions: shippedRoles[0].permissions, remedy_limit_fen: 20_000 }

describe('rights (权限)', () => {
  test('two roles give what either gives, and the higher authorisation limit', () => {
    const roles = [agent, { code: 'auditor', permissions: ['audit:read' as const], remedy_limit_fen: 0 }]
    expect(permissionsOf(roles)).toContain('audit:read')
    expect(permissionsOf(roles)).toContain('cases:accept')
    expect(remedyLimitFenOf(roles)).toBe(20_000)
  })
  test('an administrator has every permission, also those that were not stored with the role', () => {
    expect([...permissionsOf([{ code: 'administrator', permissions: [], remedy_limit_fen: 0 }])]).toEqual([...permissions])
  })
  test('a stored permission that no version knows any more counts nothing', () => {
    expect(permissionsOf([{ code: 'old', permissions: ['cases:shred' as never], remedy_limit_fen: 0 }]).size).toBe(0)
  })
  test('without a role there is no permission and no limit', () => {
    expect(permissionsOf([]).size).toBe(0)
    expect(remedyLimitFenOf([])).toBe(0)
  })
  test('a token loses what its creator lost', () => {
    expect([...tokenPermissionsOf(['cases:read', 'users:manage'], new Set(['cases:read']))]).toEqual(['cases:read'])
  })
  test('what a person lacks is named', () => {
    expect(beyond(new Set(['cases:read']), ['cases:read', 'users:manage'])).toEqual(['users:manage'])
  })
})

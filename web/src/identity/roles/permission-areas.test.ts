import { permissions } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import words from '../zh-CN.json' with { type: 'json' }
import { permissionAreas, wordOf } from './permission-areas.ts'

const at = (path: string) => path.split('.').reduce<unknown>((found, step) => (found as Record<string, unknown> | undefined)?.[step], words)

test('every permission stands in one area and has a word', () => {
  expect(permissionAreas.flatMap((area) => area.permissions).sort()).toEqual([...permissions].sort())
  for (const permission of permissions) expect(at(wordOf(permission)), permission).toEqual(expect.any(String))
  for (const { name } of permissionAreas) expect(at(`roles.area.${name}`), name).toEqual(expect.any(String))
})

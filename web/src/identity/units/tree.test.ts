import type { Unit } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { unitTreeOf, withBelow } from './tree.ts'

const unit = (id: string, parentId: string | null): Unit => ({
  id,
  parentId,
  code: id,
  name: id,
  kind: 'department',
  active: true,
  userCount: 0,
  version: 1,
})
const units = [unit('company', null), unit('service', 'company'), unit('line 1', 'service'), unit('store', 'company')]

test('units stand below their parents, and one whose parent is missing at the top', () => {
  const names = (nodes: ReturnType<typeof unitTreeOf>): unknown[] =>
    nodes.map(({ id, children }) => (children ? [id, names(children)] : id))
  expect(names(unitTreeOf(units))).toEqual([['company', [['service', ['line 1']], 'store']]])
  expect(names(unitTreeOf(units.slice(1)))).toEqual([['service', ['line 1']], 'store'])
})

test('a unit can be moved anywhere but below itself', () => {
  expect([...withBelow(units, 'service')]).toEqual(['service', 'line 1'])
})

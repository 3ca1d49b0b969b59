import type { TreeNode } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { pathOf, treeOf } from './tree.ts'

const node = (code: string, name: string, more: Partial<TreeNode> = {}): TreeNode => ({
  code,
  parent: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
  name,
  nameEn: name,
  active: true,
  sort: 0,
  version: 1,
  ...more,
})
const nodes = [
  node('delivery', '交付物流', { sort: 2 }),
  node('quality', '产品质量', { sort: 1 }),
  node('quality.fault', '性能故障'),
  node('quality.fake', '假冒', { active: false }),
]
const titles = (options: ReturnType<typeof treeOf>): unknown[] => options.map(({ title, children }) => [title, titles(children)])

test('nodes stand below their parents in their order, retired ones only when still in use', () => {
  expect(titles(treeOf(nodes, ({ name }) => name))).toEqual([
    ['产品质量', [['性能故障', []]]],
    ['交付物流', []],
  ])
  expect(titles(treeOf(nodes, ({ name }) => name, ['quality.fake']))[0]).toEqual([
    '产品质量',
    [
      ['假冒', []],
      ['性能故障', []],
    ],
  ])
})

test('a code reads as the names from the top down', () => {
  expect(pathOf(nodes, 'quality.fault', ({ name }) => name)).toEqual(['产品质量', '性能故障'])
  expect(pathOf(nodes, 'gone.code', ({ name }) => name)).toEqual(['gone.code'])
})

import type { TreeNode } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { moved, nodeRowsOf } from './node-order.ts'

const node = (code: string, sort: number): TreeNode => ({
  code,
  parent: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
  name: code,
  nameEn: code,
  active: true,
  sort,
  version: 1,
})
const nodes = [node('quality', 0), node('quality.fault', 1), node('quality.looks', 2), node('delivery', 5), node('other', 9)]
const changes = (some: ReturnType<typeof moved>) => some.map(({ node: { code }, sort }) => [code, sort])

test('two neighbours trade places', () => {
  expect(changes(moved(nodes, nodes[3] as TreeNode, -1))).toEqual([
    ['delivery', 0],
    ['quality', 5],
  ])
  expect(changes(moved(nodes, nodes[1] as TreeNode, 1))).toEqual([
    ['quality.looks', 1],
    ['quality.fault', 2],
  ])
})

test('at the end of its row a node stays', () => {
  expect(moved(nodes, nodes[0] as TreeNode, -1)).toEqual([])
  expect(moved(nodes, nodes[2] as TreeNode, 1)).toEqual([])
})

test('where places are equal, the whole row gets new ones', () => {
  const equal = [node('a', 0), node('b', 0), node('c', 0)]
  expect(changes(moved(equal, equal[2] as TreeNode, -1))).toEqual([
    ['c', 1],
    ['b', 2],
  ])
})

test('retired nodes are listed below their parents too', () => {
  const rows = nodeRowsOf([...nodes, { ...node('quality.fake', 3), active: false }])
  expect(rows.map(({ code, children }) => [code, children?.map((child) => child.code)])).toEqual([
    ['quality', ['quality.fault', 'quality.looks', 'quality.fake']],
    ['delivery', undefined],
    ['other', undefined],
  ])
})

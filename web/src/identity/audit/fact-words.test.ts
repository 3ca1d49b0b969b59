import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'rolldown/utils'
import { expect, test } from 'vitest'
import en from '../../audit/en.json' with { type: 'json' }
import zh from '../../audit/zh-CN.json' with { type: 'json' }

type Node = { type: string; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)
const named = (node: unknown) => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '')

/** Names in objects called `facts`, of the files that write the audit record. */
function factsIn(node: Node): string[] {
  const isFacts = named(node.key ?? node.id) === 'facts'
  const object = [node.value, node.init].filter(isNode).find(({ type }) => type === 'ObjectExpression')
  const own = isFacts && object ? childrenOf(object).map(({ key }) => named(key)) : []
  return [...own, ...childrenOf(node).flatMap(factsIn)].filter(Boolean)
}

const server = join(import.meta.dirname, '../../../../server/src')
const writers = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('demo/'))
  .map((path) => join(server, path))
  .map((path) => ({ path, source: readFileSync(path, 'utf8') }))
  .filter(({ source }) => source.includes('recordAudit('))
const facts = new Set(writers.flatMap(({ path, source }) => factsIn(parseSync(path, source).program as unknown as Node)))

test.each([
  ['zh-CN', zh],
  ['en', en],
])('操作记录: every detail of a record has a name in words, %s', (_language, { fact: words }) => {
  expect(facts.size).toBeGreaterThan(80)
  expect([...facts].filter((fact) => !(fact in words))).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

// The borders of the house (CONTRIBUTING.md): who may import whom, and who writes which table.

const src = resolve(import.meta.dirname, '../src')
const root = resolve(src, '../..')

// Each may import those before it in this list, through their index.ts; stage modules never each other.
const ground = ['platform', 'audit', 'identity', 'customers', 'cases']
const doors = ['channels', 'intake']
const stages = [
  'classification',
  'routing',
  'sla',
  'workflow',
  'warning',
  'contacts',
  'resolution',
  'surveys',
  'improvement',
  'knowledge',
  'guides',
  'lessons',
  'guidance',
  'coaching',
  'portrait',
  'conduct',
  'ideas',
  'training',
  'notifications',
]
const readers = ['analytics', 'performance', 'reports', 'first-run']

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, module: name.includes('/') ? (name.split('/')[0] ?? '') : '', text: readFileSync(join(src, name), 'utf8') }))

function importsOf({ name, text }: (typeof files)[number]) {
  return [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map((match) =>
    relative(src, resolve(src, dirname(name), match[1] ?? match[2] ?? '')),
  )
}

function mayImport(from: string, to: string): boolean {
  if (from === to || from === '' || from === 'demo' || from === 'cli') return true
  if (to === 'platform') return true
  if (ground.includes(from)) return ground.indexOf(to) !== -1 && ground.indexOf(to) < ground.indexOf(from)
  if (readers.includes(from)) return true
  // The door is direct: channels → intake → cases.
  if (from === 'channels' && to === 'intake') return true
  return [...doors, ...stages].includes(from) && ground.includes(to)
}

describe('borders between modules', () => {
  test('dependencies point one way: platform ← identity, customers, audit ← cases ← every stage', () => {
    const crossings = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.includes('/') && !target.startsWith('..'))
        .map((target) => ({ file: file.name, from: file.module, to: target.split('/')[0] ?? '' }))
        .filter(({ from, to }) => !mayImport(from, to)),
    )
    expect(crossings).toEqual([])
  })

  test('another module is imported only through its index.ts', () => {
    const sideDoors = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.includes('/') && !target.startsWith('..'))
        .filter((target) => target.split('/')[0] !== file.module && target.split('/')[0] !== 'platform' && !target.endsWith('/index.ts'))
        .map((target) => `${file.name} → ${target}`),
    )
    expect(sideDoors).toEqual([])
  })

  test('a table is written only by its owner', () => {
    const owners = new Map<string, string>()
    for (const { module, text } of files) {
      for (const [, block = ''] of text.matchAll(/interface Tables \{([\s\S]*?)\n {2}\}/g)) {
        for (const [, table = ''] of block.matchAll(/^ {4}(\w+):/gm)) owners.set(table, module)
      }
    }
    expect(owners.size).toBeGreaterThan(20)
    const written = /(?:insertInto|updateTable|deleteFrom)\('(\w+)|\b(?:insert into|update|delete from) (\w+)/g
    const trespasses = files.flatMap(({ name, module, text }) =>
      [...text.matchAll(written)]
        .map((match) => match[1] ?? match[2] ?? '')
        .filter((table) => owners.has(table) && owners.get(table) !== module && module !== 'demo')
        .map((table) => `${name} writes ${table} of ${owners.get(table)}`),
    )
    expect(trespasses).toEqual([])
  })

  // As a join it is read from end to end where the database has not yet counted its rows: textOfComplaint looks it up.
  test('the text of a complaint is looked up by its key, never joined', () => {
    const joined = /join case_text \w+ on [^`]*event_no = 1|Join\('case_text[^`]*event_no', '=', 1/
    expect(files.filter(({ text }) => joined.test(text)).map(({ name }) => name)).toEqual([])
  })

  test('the pure packages know neither database nor network', () => {
    for (const name of ['text', 'signals', 'contract']) {
      const folder = join(root, name, 'src')
      const imports = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^.'][^']*)'/g)].map((match) => match[1]))
      // Of the outside, the text engine reads its own model files.
      const allowed = name === 'text' ? ['zod', 'node:fs', 'node:path', 'node:url', 'node:zlib'] : ['zod']
      expect([...new Set(imports)].filter((target) => !allowed.includes(target ?? ''))).toEqual([])
    }
  })

  test('the platform says no complaint word', () => {
    const words = /complaint|\bcase_|\bCases?\b|投诉|工单/
    const offenders = files.filter(({ module, text }) => module === 'platform' && words.test(text)).map(({ name }) => name)
    expect(offenders).toEqual([])
  })
})

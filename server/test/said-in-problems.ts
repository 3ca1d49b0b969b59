import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { parseSync } from 'rolldown/utils'
import { inRoot } from '../src/platform/paths.ts'

type Node = { type: string; [key: string]: unknown }
/** @property from where to where in the file the name means this */
type Declared = { node: Node; from: number; to: number }
type File = {
  declared: Map<string, Declared[]>
  imported: Map<string, { from: string; name: string }>
  everything: string[]
  calls: Node[]
  /** What is told of a row or line of a file. */
  ofRows: Node[]
  program: Node
}

const hasChinese = (text: string) => /\p{Script=Han}/u.test(text)
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const childrenOf = (node: Node) =>
  Object.entries(node)
    .filter(([key]) => key !== 'typeAnnotation' && key !== 'parent')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
const nameOf = (node: unknown) => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '')

const packages: Record<string, string> = { '@zhiwei/contract': 'contract/src/index.ts', '@zhiwei/text': 'text/src/index.ts' }
const roots = ['AppError', 'invalidInput', 'problemOf', 'said']
const checks = ['refine', 'superRefine', 'regex', 'check', 'url', 'min', 'max', 'length', 'push', 'addIssue']

const sourcesBelow = (folder: string) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('demo/'))
    .map((path) => inRoot(folder, path))

/**
 * Every Chinese sentence that the source can say in a problem, a blank `{}` for each value in it: what stands in `new AppError(…)`, in functions
 * that pass their words on to one, in the tables and functions these words come from, in the checks of the schemas, in what is told of a row of
 * a file, and in `said(…)`.
 */
export function saidInProblems(): Map<string, string> {
  const said = new Map<string, string>()
  const files = new Map<string, File>()
  const sinks = new Set<string>()
  const passedOn = new Set<unknown>()
  const seen = new Set<Node>()
  for (const path of [...sourcesBelow('server/src'), ...sourcesBelow('contract/src')]) files.set(path, read(path))

  function read(path: string): File {
    const file: File = {
      declared: new Map(),
      imported: new Map(),
      everything: [],
      calls: [],
      ofRows: [],
      program: { type: 'Program' },
    }
    const source = readFileSync(path, 'utf8')
    const declare = (name: string, node: Node, { start, end }: Node) =>
      file.declared.set(name, [...(file.declared.get(name) ?? []), { node, from: Number(start), to: Number(end) }])
    const walk = (node: Node, within: string, around: Node) => {
      if (node.type === 'CallExpression' || node.type === 'NewExpression') file.calls.push(node)
      if (isRowProblem(node)) file.ofRows.push(...detailsOf(node))
      if (tellsOfRow(node)) file.ofRows.push(...(node.arguments as Node[]))
      let inside = within
      const scope = Array.isArray(node.params) || node.type === 'BlockStatement' ? node : around
      if (node.type === 'VariableDeclarator') {
        for (const name of namesIn(node.id as Node)) declare(name, node, around)
        if (isNode(node.init) && node.init.type === 'ArrowFunctionExpression') inside = nameOf(node.id)
      }
      if (node.type === 'FunctionDeclaration') {
        inside = nameOf(node.id)
        declare(inside, node, around)
      }
      if (Array.isArray(node.params) && inside)
        (node.params as Node[]).forEach((param, at) => {
          for (const name of namesIn(param)) declare(name, { type: 'Given', to: inside, at }, node)
        })
      if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') importAll(node)
      if (node.type === 'ExportAllDeclaration') file.everything.push(pathOf(node.source))
      for (const child of childrenOf(node)) walk(child, inside, scope)
    }
    const pathOf = (from: unknown) => {
      const name = String((from as { value: string }).value)
      return name.startsWith('.') ? resolve(dirname(path), name) : packages[name] ? inRoot(packages[name]) : name
    }
    const importAll = (node: Node) => {
      if (!isNode(node.source)) return
      for (const one of node.specifiers as Node[])
        file.imported.set(nameOf(one.local) && node.type === 'ImportDeclaration' ? nameOf(one.local) : nameOf(one.exported), {
          from: pathOf(node.source),
          name: nameOf(node.type === 'ImportDeclaration' ? one.imported : one.local),
        })
    }
    const program = parseSync(path, source).program as unknown as Node
    file.program = program
    walk(program, '', { ...program, start: 0, end: source.length })
    return file
  }

  /** Where a name is declared, through imports and files that only pass on. */
  function declarationsOf(path: string, name: string, at = 0): [string, Node][] {
    const file = files.get(path)
    if (!file) return []
    const own = file.declared.get(name)?.filter(({ from, to }) => from <= at && at <= to) ?? []
    const nearest = own.toSorted((one, other) => one.to - one.from - (other.to - other.from))[0]
    if (nearest) return [[path, nearest.node]]
    const imported = file.imported.get(name)
    if (imported) return declarationsOf(imported.from, imported.name)
    return file.everything.flatMap((from) => declarationsOf(from, name))
  }

  function collect(node: Node, path: string) {
    if (seen.has(node)) return
    seen.add(node)
    const parts = partsOf(node)
    if (parts) {
      const sentence = sentenceOf(parts)
      if (hasChinese(sentence) && !said.has(sentence)) said.set(sentence, relative(inRoot(), path))
      for (const part of parts) if (typeof part !== 'string') collect(part, path)
      return
    }
    if (node.type === 'Identifier') {
      for (const [at, found] of declarationsOf(path, nameOf(node), Number(node.start))) followed(found, at)
      return
    }
    if (node.type === 'MemberExpression') {
      // A table of words; what belongs to something given is the person's own.
      for (const [at, found] of declarationsOf(path, nameOf(node.object), Number(node.start)))
        if (isNode(found.init) && found.init.type === 'ObjectExpression') collect(found.init, at)
      return
    }
    if (node.type === 'AwaitExpression') return
    for (const child of saying(node)) collect(child, path)
  }

  function followed(found: Node, path: string) {
    if (found.type === 'Given') {
      sinks.add(`${path}#${found.to}#${found.at}`)
      passedOn.add(found.to)
    } else if (found.type === 'FunctionDeclaration') for (const answer of answersOf(found)) collect(answer, path)
    else if (isNode(found.init)) collect(found.init, path)
  }

  const argumentsSaid = (path: string, name: string, given: Node[]): Node[] => {
    if (roots.includes(name)) return given
    if (!passedOn.has(name)) return []
    const at = declarationsOf(path, name)
      .map(([where]) => where)
      .at(0)
    return at ? given.filter((_, index) => sinks.has(`${at}#${name}#${index}`)) : []
  }
  for (let before = -1; before !== sinks.size + said.size; ) {
    before = sinks.size + said.size
    for (const [path, file] of files)
      for (const node of file.calls) {
        const callee = node.callee as Node
        const given = node.arguments as Node[]
        for (const one of argumentsSaid(path, nameOf(callee), given)) collect(one, path)
        if (callee.type === 'MemberExpression' && checks.includes(nameOf(callee.property)) && path.includes('/contract/'))
          for (const one of given) collect(one, path)
      }
  }
  for (const [path, file] of files)
    for (const sentence of file.ofRows.flatMap(sentencesOf)) if (hasChinese(sentence)) said.set(sentence, relative(inRoot(), path))
  const issues = inRoot('server/src/platform/request/chinese-issues.ts')
  collect(files.get(issues)?.program ?? { type: 'Program' }, issues)
  return said
}

const propertiesOf = (node: Node, ...names: string[]) =>
  childrenOf(node).filter((child) => child.type === 'Property' && names.includes(nameOf(child.key)))
const detailsOf = (node: Node) => propertiesOf(node, 'detail').map(({ value }) => value as Node)
const isRowProblem = (node: Node) =>
  node.type === 'ObjectExpression' && detailsOf(node).length > 0 && propertiesOf(node, 'row', 'line', 'severity').length > 0
const tellsOfRow = (node: Node) => node.type === 'CallExpression' && ['say', 'refuse'].includes(nameOf(node.callee))
const sentenceOf = (parts: (string | Node)[]) => parts.map((part) => (typeof part === 'string' ? part : '{}')).join('')
/** A sentence that stands right there, or either of two. */
const sentencesOf = (node: Node): string[] => {
  const parts = partsOf(node)
  if (parts) return [sentenceOf(parts)]
  return node.type === 'ConditionalExpression' ? [node.consequent, node.alternate].filter(isNode).flatMap(sentencesOf) : []
}

const namesIn = (pattern: Node): string[] =>
  pattern.type === 'Identifier'
    ? [nameOf(pattern)]
    : pattern.type === 'Property'
      ? namesIn(pattern.value as Node)
      : childrenOf(pattern).flatMap(namesIn)

/** What a text is put together of; undefined when it is none. */
function partsOf(node: Node): (string | Node)[] | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : undefined
  if (node.type === 'TemplateLiteral') {
    const values = node.expressions as Node[]
    return (node.quasis as { value: { cooked: string } }[]).flatMap(({ value }, at) => [value.cooked, ...(values[at] ? [values[at]] : [])])
  }
  return undefined
}

/** The parts that may bring words: of a property its value, of a call by name what the function answers. */
function saying(node: Node): Node[] {
  if (node.type === 'Property') return [node.value as Node]
  if (node.type === 'CallExpression' && nameOf(node.callee)) return [node.callee as Node]
  return childrenOf(node)
}

const answersOf = (node: Node): Node[] =>
  node.type === 'ReturnStatement' && isNode(node.argument) ? [node.argument] : childrenOf(node).flatMap(answersOf)

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EvaluateInput, evaluateTasks, type Row } from '@zhiwei/text/evaluate'
import { readRows } from '../../server/src/cli/rows.ts'
import { ownSets } from './text-own-sets.ts'
import { type MeasuredSet, publicSets } from './text-sets.ts'

export type SetResult = Pick<MeasuredSet, 'name' | 'published' | 'pass'> & { figures: Record<string, unknown>; seconds: number }

const ownTexts = fileURLToPath(new URL('../../text/texts/', import.meta.url))
const setsFolder = () => resolve(process.env.DATASETS_DIR ?? 'datasets')

/** Runs the evaluation of every set that is there; `only` keeps those whose name or task holds it. */
export async function measureQuality(say: (line: string) => void, only = ''): Promise<SetResult[]> {
  const results: SetResult[] = []
  for (const set of [...publicSets, ...ownSets].filter(({ name, task }) => name.includes(only) || task.includes(only))) {
    const result = await measureSet(set, say)
    if (!result) continue
    results.push(result)
    say(`${set.name}: ${JSON.stringify(result.figures)}`)
  }
  return results
}

async function measureSet(set: MeasuredSet, say: (line: string) => void): Promise<SetResult | undefined> {
  const task = evaluateTasks[set.task]
  const folder = set.own ? ownTexts : setsFolder()
  const files = [...(set.train ?? []), ...(set.test ?? []), set.in, set.hints].filter((file) => file !== undefined)
  const absent = files.find((file) => !existsSync(join(folder, file)))
  if (!task || absent) {
    say(`${set.name}: ${absent ? `${absent} is not in ${folder}` : `there is no task ${set.task}`}; left out`)
    return undefined
  }
  const run = await task.load()
  const started = performance.now()
  const all: Record<string, unknown>[] = []
  for (const input of inputsOf(set, (file) => readRows(join(folder, file)))) all.push((await run(input)).result ?? {})
  const figures = set.figures.flatMap((key) => {
    const mean = meanOf(all.map((result) => valueAt(result, key)))
    return mean === undefined ? [] : [[key, mean]]
  })
  const seconds = Math.round((performance.now() - started) / 1000)
  return { name: set.name, published: set.published, pass: set.pass, figures: Object.fromEntries(figures), seconds }
}

/** One run of the task, or one a fold. */
function inputsOf(set: MeasuredSet, read: (file: string) => Row[]): EvaluateInput[] {
  const { task, text, label, format, own, made = (rows) => rows, folds } = set
  const hints = set.hints ? read(set.hints) : undefined
  const common = { task, text, label, format, hints, seed: 7, say: () => {} }
  const test = set.test?.flatMap(read).filter(({ split }) => !own || split === 'test')
  if (folds) return foldsOfRows(test ?? [], folds).map((parts) => ({ ...common, ...parts }))
  return [{ ...common, train: set.train?.flatMap(read), test, rows: set.in ? made(read(set.in)) : undefined }]
}

const valueAt = (result: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], result)

export function foldsOfRows(rows: Row[], count: number): { train: Row[]; test: Row[] }[] {
  // A fixed order that has nothing to do with the file's.
  const order = rows.map((row, at) => ({ row, place: Math.imul(at + 1, 0x9e3779b1) >>> 0 })).sort((one, other) => one.place - other.place)
  return Array.from({ length: count }, (_, fold) => ({
    train: order.filter((_, at) => at % count !== fold).map(({ row }) => row),
    test: order.filter((_, at) => at % count === fold).map(({ row }) => row),
  }))
}

/** The mean over the folds, of numbers and of tables of numbers. */
function meanOf(values: unknown[]): unknown {
  const [first] = values
  if (typeof first === 'number') return Number((values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length).toFixed(4))
  if (typeof first !== 'object' || first === null) return first
  return Object.fromEntries(Object.keys(first).map((key) => [key, meanOf(values.map((value) => (value as Record<string, unknown>)[key]))]))
}

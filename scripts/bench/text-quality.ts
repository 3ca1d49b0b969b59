import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type EvaluateInput, evaluateTasks, type Row } from '@zhiwei/text/evaluate'
import { readRows } from '../../server/src/cli/rows.ts'
import { type PublicSet, publicSets } from './text-sets.ts'

export type SetResult = Pick<PublicSet, 'name' | 'published' | 'pass'> & { figures: Record<string, unknown>; seconds: number }

/** Runs the evaluation of every public set that is there; `only` keeps those whose name or task holds it. */
export async function measureQuality(say: (line: string) => void, only = ''): Promise<SetResult[]> {
  const results: SetResult[] = []
  for (const set of publicSets.filter(({ name, task }) => name.includes(only) || task.includes(only))) {
    const result = await measureSet(set, say)
    if (!result) continue
    results.push(result)
    say(`${set.name}: ${JSON.stringify(result.figures)}`)
  }
  return results
}

const folder = () => resolve(process.env.DATASETS_DIR ?? 'datasets')

async function measureSet(set: PublicSet, say: (line: string) => void): Promise<SetResult | undefined> {
  const task = evaluateTasks[set.task]
  const files = [...(set.train ?? []), set.test, set.in, set.hints].filter((file) => file !== undefined)
  const absent = files.find((file) => !existsSync(join(folder(), file)))
  if (!task || absent) {
    say(`${set.name}: ${absent ? `${absent} is not in ${folder()}` : `there is no task ${set.task}`}; left out`)
    return undefined
  }
  const read = (file: string) => readRows(join(folder(), file))
  const run = await task.load()
  const common = {
    task: set.task,
    text: set.text,
    label: set.label,
    format: set.format,
    hints: set.hints ? read(set.hints) : undefined,
    seed: 7,
    say: () => {},
  }
  const started = performance.now()
  const runs: EvaluateInput[] = set.folds
    ? foldsOfRows(read(set.test ?? ''), set.folds).map((parts) => ({ ...common, ...parts }))
    : [{ ...common, train: set.train?.flatMap(read), test: set.test ? read(set.test) : undefined, rows: set.in ? read(set.in) : undefined }]
  const all: Record<string, unknown>[] = []
  for (const input of runs) all.push((await run(input)).result ?? {})
  const figures = Object.fromEntries(set.figures.map((key) => [key, meanOf(all.map((result) => result[key]))]))
  return { name: set.name, published: set.published, pass: set.pass, figures, seconds: Math.round((performance.now() - started) / 1000) }
}

function foldsOfRows(rows: Row[], count: number): { train: Row[]; test: Row[] }[] {
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

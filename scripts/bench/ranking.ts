import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type EvaluateInput, evaluateTasks, type Row } from '@zhiwei/text/evaluate'
import { readRows } from '../../server/src/cli/rows.ts'
import { foldsOfRows } from './text-quality.ts'
import { publicSets } from './text-sets.ts'

// npm run bench ranking: who looks at a fifth of the running dialogues, those ranked first, how many of them end unhappily — beside the base rate
// and forecasters who see one number only, on the same dialogues. Sets in DATASETS_DIR; those that are not there are left out with a word.

type Ranked = { rows: number; base: number; forecast: number; [view: string]: number }
const views = ['forecast', 'position', 'length', 'levelNow', 'keywords'] as const
const wantedLift = 2.2

/** Prints the table; `--json` the figures alone; `--folds 1` asks of sets without a test file one fifth only, in a fifth of the time. */
export async function benchRanking(args: string[]) {
  const asked = Number(args[args.indexOf('--folds') + 1])
  const folds = args.includes('--folds') && asked >= 1 ? asked : Number.POSITIVE_INFINITY
  const results: { set: string; cut: string; ranked: Ranked }[] = []
  for (const set of publicSets.filter(({ task }) => task === 'dialogue')) {
    const folder = resolve(process.env.DATASETS_DIR ?? 'datasets')
    const absent = [...(set.train ?? []), ...(set.test ?? [])].find((file) => !existsSync(join(folder, file)))
    if (absent) {
      process.stderr.write(`${set.name}: ${absent} is not in ${folder}; left out\n`)
      continue
    }
    const run = await evaluateTasks.dialogue?.load()
    if (!run) throw new Error('there is no task dialogue')
    const read = (file: string): Row[] => readRows(join(folder, file))
    const test = set.test?.flatMap(read) ?? []
    const parts = set.folds ? foldsOfRows(test, set.folds).slice(0, folds) : [{ train: set.train?.flatMap(read), test }]
    const rankings: Record<string, Ranked>[] = []
    for (const part of parts) {
      const input: EvaluateInput = { task: set.task, text: set.text, label: set.label, format: set.format, ...part, seed: 7, say: () => {} }
      rankings.push((await run(input)).result?.ranking as Record<string, Ranked>)
      process.stderr.write('.')
    }
    for (const cut of Object.keys(rankings[0] ?? {})) {
      const ranked = pooled(rankings.flatMap((ranking) => ranking[cut] ?? []))
      results.push({ set: set.name, cut, ranked })
    }
  }
  process.stderr.write('\n')
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
  else process.stdout.write(`${tableOfRanking(results)}\n`)
}

/** Over the folds, by their rows. */
function pooled(parts: Ranked[]): Ranked {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const mean = (name: string) => parts.reduce((sum, part) => sum + (part[name] ?? Number.NaN) * part.rows, 0) / rows
  return { ...Object.fromEntries(views.map((view) => [view, mean(view)])), rows, base: mean('base'), forecast: mean('forecast') }
}

function tableOfRanking(results: { set: string; cut: string; ranked: Ranked }[]): string {
  const percent = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '–' : `${(value * 100).toFixed(1)} %`)
  const head = ['set', 'heard', 'rows', 'base', ...views, 'lift', `≥ ${wantedLift} × and above all rows`]
  const lines = results.map(({ set, cut, ranked }) => {
    const lift = ranked.forecast / ranked.base
    const isBest = views.slice(1, 4).every((view) => !(ranked.forecast <= (ranked[view] ?? 0)))
    const verdict = `${lift >= wantedLift ? 'yes' : 'no'} · ${isBest ? 'yes' : 'no'}`
    return [set, cut, String(ranked.rows), percent(ranked.base), ...views.map((view) => percent(ranked[view])), lift.toFixed(2), verdict]
  })
  const rows = [head, ...lines]
  const widths = head.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n')
}

import { clientOf } from './client.ts'
import { fill } from './fill.ts'
import { benchIntake } from './intake.ts'
import { benchLists } from './lists.ts'
import type { Measurement } from './load.ts'
import { type Options, readOptions } from './options.ts'
import { startOwnServer } from './own-server.ts'
import { tableOf } from './report.ts'
import { benchSearch } from './search.ts'
import { benchYardstick } from './yardstick.ts'

// npm run bench: stores cases in a server of its own, drives its HTTP calls and prints what they cost. Nothing is asserted: the figure that
// counts on a shared machine is CPU time a call, beside the yardstick of the same run.

const say = (line: string) => process.stderr.write(`${line}\n`)

async function run(options: Options) {
  const server = await startOwnServer(options.keep)
  const show = (rows: Measurement[]) => {
    if (!options.json) process.stdout.write(`${tableOf(rows)}\n`)
    return rows
  }
  try {
    const { target, dataDir } = server
    const client = clientOf(target)
    await fill(dataDir, client, options.cases, say)
    const measured = show(await benchYardstick(target, dataDir, { connections: options.connections, seconds: options.seconds / 2 }))
    // Lists first: what intake stores would stand in their way.
    for (const bench of ['lists', 'search', 'intake'].filter((name) => (options.benches as string[]).includes(name))) {
      if (bench === 'lists') measured.push(...show(await benchLists(target, client, options)))
      if (bench === 'search') measured.push(...show(await benchSearch(target, client, options)))
      if (bench === 'intake') measured.push(...show(await benchIntake(target, options)))
    }
    if (options.json) process.stdout.write(`${JSON.stringify({ ...options, measured }, null, 2)}\n`)
  } finally {
    await server.stop()
  }
}

const [first, ...rest] = process.argv.slice(2)

try {
  if (first === 'text') await (await import('./text.ts')).benchText(rest)
  else if (first === 'replay') await (await import('./replay.ts')).benchReplay(rest)
  else if (first === 'ranking') await (await import('./ranking.ts')).benchRanking(rest)
  else if (first === 'clocks') await (await import('./clocks.ts')).benchClocks(rest)
  else if (first === 'measures') await (await import('./measures.ts')).benchMeasures(rest)
  else if (first === 'forecast') (await import('./forecast.ts')).benchForecast(rest)
  else if (first === 'surge') await (await import('./surge.ts')).benchSurge(rest)
  else if (first === 'warning') (await import('./warning.ts')).benchWarning(rest)
  else await run(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

import { parseArgs } from 'node:util'

const names = ['intake', 'lists', 'search'] as const
export type BenchName = (typeof names)[number]
export type Options = ReturnType<typeof readOptions>

const intakeConnections = 32
const readingConnections = 2

const usage = `Usage: npm run bench -- [intake|lists|search …] [options]   (or: text, clocks, measures, each with options of its own)
  --cases N         cases stored before measuring (100000)
  --connections N   connections that ask at once (intake 32, lists and search 2: what a page takes, and not how it queues)
  --seconds N       length of each measurement (8)
  --keep DIR        keep the data there and use it again the next time
  --json            print the measurements as JSON`

/** @throws Error with the usage for the person at the console */
export function readOptions(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      cases: { type: 'string', default: '100000' },
      connections: { type: 'string' },
      seconds: { type: 'string', default: '8' },
      keep: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const unknown = positionals.find((name) => !(names as readonly string[]).includes(name))
  const numbers = [values.cases, values.connections ?? intakeConnections, values.seconds].map(Number)
  if (unknown || numbers.some((value) => !(value > 0))) throw new Error(usage)
  const [cases = 0, asked = 0, seconds = 0] = numbers
  return {
    benches: positionals.length ? (positionals as BenchName[]) : [...names],
    cases,
    connections: asked,
    readers: values.connections === undefined ? readingConnections : asked,
    seconds,
    keep: values.keep,
    json: values.json,
  }
}

import { parseArgs } from 'node:util'
import { measureQuality, type SetResult } from './text-quality.ts'
import { measureSpeed, type Speed } from './text-speed.ts'

const usage = `Usage: npm run bench text -- [options]
  --only WORD       only the sets whose name or task holds it: --only topics, --only stage
  --speed           only speed, load time and memory
  --json            print the measurements as JSON
The public sets lie in DATASETS_DIR (default ./datasets); our own test rows in text/texts.`

/** Measures the text engine: what it costs on this machine, and how good it is on public sets, beside published figures. */
export async function benchText(args: string[]) {
  const options = {
    only: { type: 'string' },
    speed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args, options })
  if (values.help) return void process.stdout.write(`${usage}\n`)
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const speed = measureSpeed()
  if (!values.json) process.stdout.write(`${speedLines(speed)}\n`)
  const quality = values.speed ? [] : await measureQuality(say, values.only)
  process.stdout.write(values.json ? `${JSON.stringify({ speed, quality }, null, 2)}\n` : `${quality.map(qualityLine).join('\n')}\n`)
}

const speedLines = ({ loadMillis, memoryMegabytes, textLength, parts, textsPerSecond }: Speed) =>
  [
    `Loading all models: ${loadMillis} ms, ${memoryMegabytes} MB. One core, texts of about ${textLength} characters:`,
    ...Object.entries(parts).map(
      ([name, { median, ninetyFifth }]) =>
        `  ${name.padEnd(26)}${median.toFixed(1).padStart(8)} µs median ${ninetyFifth.toFixed(1).padStart(8)} µs p95`,
    ),
    `  ${textsPerSecond} full analyses a second`,
  ].join('\n')

const qualityLine = ({ name, figures, published, pass, seconds }: SetResult) =>
  `${name} (${seconds} s)\n  here       ${JSON.stringify(figures)}\n  published  ${published}\n  to reach   ${pass}`

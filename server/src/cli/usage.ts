import { isAbsolute, resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** One command of `zhiwei`: what `--help` shows, and the work; `run` answers an exit code, or nothing for 0. */
export type Command = { help: string; run: (args: string[]) => Promise<unknown> }

/** The command was called in a way it does not have: exit code 2. */
export class UsageError extends Error {}

/**
 * Reads options and the words between them.
 * @param words how many words there must and may be
 * @throws UsageError
 */
export function readArgs<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
  words: { least: number; most: number },
) {
  const read = parsed(args, options)
  const { length } = read.positionals
  if (length < words.least) throw new UsageError('Something is missing')
  if (length > words.most) throw new UsageError(`"${read.positionals[words.most]}" is one word too many`)
  return read
}

function parsed<const Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0])
  }
}

/** A file as the person named it: npm runs us in the project's folder and tells in INIT_CWD where the person stood. */
export const fileAsGiven = (name: string) => (isAbsolute(name) ? name : resolve(process.env.INIT_CWD ?? process.cwd(), name))

/** Progress and remarks, on stderr: stdout is for results. */
export const say = (line: string) => void process.stderr.write(`${line}\n`)
export const printJson = (value: unknown) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

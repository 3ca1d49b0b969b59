import { problems } from '@zhiwei/contract'
import { AppError } from '../platform/errors.ts'
import { sentenceOf } from '../platform/start-notice.ts'
import { type Command, say, UsageError } from './usage.ts'

/** Every command, in the order they are listed. Each is loaded when it is called: the light ones start fast. */
export const commands: Record<string, { line: string; load: () => Promise<{ command: Command }> }> = {
  migrate: { line: 'bring the tables up to date', load: () => import('./migrate.ts') },
  admin: { line: 'let an administrator in again with a new password', load: () => import('./admin.ts') },
  tenant: { line: 'list the tenants, add one, lead a host name to one', load: () => import('./tenant.ts') },
  import: { line: 'take in a table of complaints (.xlsx, .csv)', load: () => import('./import.ts') },
  demo: { line: 'make or remove the demo tenant', load: () => import('./demo.ts') },
  backup: { line: 'write everything into one file', load: () => import('./backup.ts') },
  restore: { line: 'load a backup into an empty database', load: () => import('./restore.ts') },
  train: { line: 'make the models of the text engine anew', load: () => import('./train.ts') },
  evaluate: { line: 'measure the text engine on labelled rows', load: () => import('./evaluate.ts') },
  analyse: { line: 'add what the text engine says to a table of complaints', load: () => import('./analyse.ts') },
  due: { line: 'tell when time limits end, by a working calendar', load: () => import('./due.ts') },
  detect: { line: 'run detection methods over a series of counts', load: () => import('./detect.ts') },
  replay: { line: 'feed dated messages day by day and tell the alarms', load: () => import('./replay.ts') },
  simulate: { line: 'measure the detection of surges on simulated series', load: () => import('./simulate.ts') },
  series: { line: 'series rebuild: count the series of complaints anew', load: () => import('./series.ts') },
  measures: { line: 'measures verify: hold the measures against the events', load: () => import('./measures.ts') },
  bi: { line: 'let a role of the database read the views for BI tools', load: () => import('./bi.ts') },
  audit: { line: 'audit verify: check both chains of events', load: () => import('./audit.ts') },
  'rotate-keys': { line: 'encrypt everything anew with the newest key', load: () => import('./rotate-keys.ts') },
}

const list = () =>
  [
    'Usage: npm run zhiwei -- <command> [words and options]',
    '',
    ...Object.entries(commands).map(([name, { line }]) => `  ${name.padEnd(14)}${line}`),
    '',
    'npm run zhiwei -- <command> --help tells more. Settings come from the environment: docs/guide/settings.md',
  ].join('\n')

/** Runs what stands on the command line; answers the exit code: 0 done, 1 not done, 2 wrong usage. */
export async function runCommand([name = '', ...args]: string[]): Promise<number> {
  if (['--help', '-h', 'help'].includes(name)) {
    process.stdout.write(`${list()}\n`)
    return 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    say(name ? `There is no command "${name}".\n\n${list()}` : list())
    return 2
  }
  const { command } = await entry.load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help}\n`)
    return 0
  }
  try {
    const code = await command.run(args)
    return typeof code === 'number' ? code : 0
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}.\n\n${command.help}`)
      return 2
    }
    say(oneSentenceOf(error))
    if (process.env.LOG_LEVEL === 'debug') say((error as Error).stack ?? '')
    return 1
  }
}

function oneSentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.detail ?? problems[error.code].title
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'ECONNREFUSED' || (code === 'ENOENT' && message?.includes('connect')))
    return 'The database does not answer: is it running, and is DATABASE_URL right?'
  return sentenceOf(error)
}

import { runCommand } from './commands.ts'

// `npm run zhiwei -- <command>`: results on stdout; progress and errors on stderr.

// 'exit' listeners stop an embedded database and take away half-written files.
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const)
  process.once(signal, () => process.exit(128 + number))
// A reader that has seen enough, as `| head` does, is no failure to report.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(128 + 13)
})
process.exitCode = await runCommand(process.argv.slice(2))

import { hasDemo, makeDemo, removeDemo } from '../demo/index.ts'
import type { Deps } from '../platform/deps.ts'
import { withDeps } from './connect.ts'
import { type Command, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- demo [make|remove]

Makes the tenant "demo" with invented complaints, or removes it with everything in it. Other tenants are not touched. Nobody in it has a
password: user "admin" of tenant "default" steps in at the top of the page.`,
  async run(args) {
    const { positionals } = readArgs(args, {}, { least: 0, most: 1 })
    const [act = 'make'] = positionals
    if (act !== 'make' && act !== 'remove') throw new UsageError(`"demo ${act}" is not a command`)
    await withDeps(act === 'make' ? make : remove)
  },
}

async function make(deps: Deps) {
  if (await hasDemo(deps)) return say('The demo tenant is there already.')
  const started = performance.now()
  await makeDemo(deps)
  say(`Made the demo tenant in ${secondsSince(started)} s.`)
}

async function remove(deps: Deps) {
  const started = performance.now()
  const removed = await removeDemo(deps)
  say(removed ? `Removed the demo tenant in ${secondsSince(started)} s.` : 'There is no demo tenant.')
}

const secondsSince = (started: number) => ((performance.now() - started) / 1000).toFixed(1)

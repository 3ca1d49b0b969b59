import type { Deps } from '../platform/deps.ts'
import { withDeps } from './connect.ts'
import { type Command, readArgs, say, UsageError } from './usage.ts'

type Demo = { makeDemo: (deps: Deps) => Promise<unknown>; removeDemo?: (deps: Deps) => Promise<unknown> }

export const command: Command = {
  help: `Usage: npm run zhiwei -- demo [make|remove]

Makes the tenant "demo" with invented complaints, or removes it with everything in it. Other tenants are not touched.`,
  async run(args) {
    const { positionals } = readArgs(args, {}, { least: 0, most: 1 })
    const [act = 'make'] = positionals
    if (act !== 'make' && act !== 'remove') throw new UsageError(`"demo ${act}" is not a command`)
    await withDeps(async (deps) => {
      const demo: Demo = await import('../demo/index.ts')
      const work = act === 'make' ? demo.makeDemo : demo.removeDemo
      if (!work) throw new Error(`This version cannot ${act} the demo tenant`)
      const started = performance.now()
      if ((await work(deps)) === false) throw new Error('There is no demo tenant')
      say(`${act === 'make' ? 'Made' : 'Removed'} the demo tenant in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
    })
  },
}

import { tenantIds } from '../platform/worker.ts'
import { rebuildSeries } from '../warning/index.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, printJson, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- series rebuild [--tenant CODE]

Counts the series of complaints by day and hour anew, from the cases as they stand. Not needed in ordinary life: the figures are kept up to
date by the feed; a server may run meanwhile.`,
  async run(args) {
    const { values, positionals } = readArgs(args, { tenant: { type: 'string' } }, { least: 1, most: 1 })
    if (positionals[0] !== 'rebuild') throw new UsageError('Say what to do: series rebuild')
    await withDeps(async (deps) => {
      const tenants = values.tenant ? [await tenantNamed(deps, values.tenant)] : await tenantIds(deps)
      let cases = 0
      for (const tenantId of tenants) {
        const counted = await rebuildSeries(deps, tenantId)
        say(`${tenantId}: ${counted} cases counted`)
        cases += counted
      }
      printJson({ tenants: tenants.length, cases })
    })
  },
}

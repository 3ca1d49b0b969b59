import { rebuildMeasures, verifyMeasures } from '../analytics/index.ts'
import { tenantIds } from '../platform/worker.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, printJson, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- measures verify [--tenant CODE]
       npm run zhiwei -- measures rebuild [--tenant CODE]

verify   Finds every set of facts behind the measures a second time, by plain queries over the recorded events, and compares row by row; then every
         roll-up against the facts. Prints the differences as JSON; exit code 1 where there is one. Changes nothing.
rebuild  Counts every fact and roll-up anew. Not needed in ordinary life: they are kept up to date by the feed.

Both work beside a running server.`,
  async run(args) {
    const { values, positionals } = readArgs(args, { tenant: { type: 'string' } }, { least: 1, most: 1 })
    const [what] = positionals
    if (what !== 'verify' && what !== 'rebuild') throw new UsageError('Say what to do: measures verify, or measures rebuild')
    return withDeps(async (deps) => {
      const tenants = values.tenant ? [await tenantNamed(deps, values.tenant)] : await tenantIds(deps)
      if (what === 'rebuild') {
        let cases = 0
        for (const tenantId of tenants) cases += await rebuildMeasures(deps, tenantId)
        printJson({ tenants: tenants.length, cases })
        return 0
      }
      const reports = []
      for (const tenantId of tenants) reports.push({ tenantId, ...(await verifyMeasures(deps, tenantId)) })
      const ok = reports.every(({ sets, counts }) => sets.length === 0 && counts.length === 0)
      printJson({ ok, tenants: reports })
      say(ok ? 'Every measure is what the events say.' : 'Some measures are not what the events say.')
      return ok ? 0 : 1
    })
  },
}

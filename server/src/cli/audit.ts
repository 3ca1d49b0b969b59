import { lineOf } from './audit/finding.ts'
import { verifyTenant } from './audit/verify.ts'
import type { Anchor } from './audit/walk-feed.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, printJson, readArgs, say, UsageError } from './usage.ts'

// The summary stays readable; how many there are is told beside it.
const shown = 1_000

export const command: Command = {
  help: `Usage: npm run zhiwei -- audit verify [--tenant CODE] [--anchor SEQUENCE:SEAL]

Checks that nobody has changed, removed or reordered what was recorded: each case's chain of events with its texts, and the chain over all
events of a tenant. Prints a summary as JSON and, on stderr, which event of which case is not as it was recorded. Exit code 1 when something
is not. Works beside a running server.

Who owns the database could write both chains anew. So note down "head" of the summary outside (it is a sequence and a seal) and give it
later as --anchor, with --tenant: then that shows too.`,
  async run(args) {
    const options = { tenant: { type: 'string' }, anchor: { type: 'string' } } as const
    const { values, positionals } = readArgs(args, options, { least: 1, most: 1 })
    if (positionals[0] !== 'verify') throw new UsageError(`"audit ${positionals[0]}" is not a command`)
    const anchor = values.anchor === undefined ? undefined : readAnchor(values.anchor)
    if (anchor && !values.tenant) throw new UsageError('--anchor needs --tenant')
    return withDeps(async (deps) => {
      const only = values.tenant && (await tenantNamed(deps, values.tenant))
      const tenants = await deps.database.platform.selectFrom('tenant').select(['id', 'code']).orderBy('code').execute()
      const reports = []
      for (const tenant of tenants.filter(({ id }) => !only || id === only)) {
        const report = await verifyTenant(deps, tenant, anchor)
        for (const finding of report.findings) say(`${tenant.code}: ${lineOf(finding)}`)
        reports.push({ ...report, findings: report.findings.slice(0, shown), findingCount: report.findings.length })
      }
      const ok = reports.every((report) => report.ok)
      printJson({ ok, tenants: reports })
      say(ok ? 'Every event is as it was recorded.' : 'Not everything is as it was recorded.')
      return ok ? 0 : 1
    })
  },
}

function readAnchor(given: string): Anchor {
  const [, seq, seal] = /^(\d+):([0-9a-f]{64})$/.exec(given) ?? []
  if (!seq || !seal) throw new UsageError('--anchor is a sequence and a seal, as 120:9f86…')
  return { seq: Number(seq), seal }
}

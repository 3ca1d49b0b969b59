import pg from 'pg'
import { grantBiReader, listBiReaders, revokeBiReader } from '../analytics/index.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, printJson, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run zhiwei -- bi grant --tenant CODE --role ROLE
       npm run zhiwei -- bi revoke --role ROLE
       npm run zhiwei -- bi list

grant   Lets a role of the database read one tenant's rows in the views of schema bi: no names, numbers or texts of people, and nothing can be
        written. The role is made before by an administrator of the database: create role ROLE login password '…'.
revoke  Takes that back.
list    Prints who reads which tenant, as JSON.

The views are described in docs/guide/bi.md. Works beside a running server, as the owner of the tables (MIGRATE_DATABASE_URL).`,
  async run(args) {
    const options = { tenant: { type: 'string' }, role: { type: 'string' } } as const
    const { values, positionals } = readArgs(args, options, { least: 1, most: 1 })
    const [what = ''] = positionals
    const { tenant, role } = values
    if (what === 'list') return asOwner(async (owner) => printJson(await listBiReaders(owner)))
    if (what === 'revoke' && role)
      return asOwner(async (owner) => {
        await revokeBiReader(owner, role)
        say(`"${role}" reads nothing any more.`)
      })
    if (what === 'grant' && tenant && role)
      return asOwner(async (owner, tenantOf) => {
        await grantBiReader(owner, { role, tenantId: await tenantOf(tenant), now: new Date() })
        say(`"${role}" reads the views of schema bi, of tenant "${tenant}" alone.`)
      })
    throw new UsageError('Say what to do: bi grant --tenant CODE --role ROLE, bi revoke --role ROLE, or bi list')
  },
}

const asOwner = (work: (owner: pg.Client, tenantOf: (code: string) => Promise<string>) => Promise<void>) =>
  withDeps(async (deps, { ownerUrl }) => {
    const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'zhiwei bi' })
    await owner.connect()
    try {
      await work(owner, (code) => tenantNamed(deps, code))
    } finally {
      await owner.end()
    }
  })

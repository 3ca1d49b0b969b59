import { furnishTenant } from '../furnish.ts'
import { bindHost, makeAdministrator, makeTenant } from '../identity/index.ts'
import { randomToken } from '../platform/crypto.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, readArgs, UsageError } from './usage.ts'

const randomBytes = 15
const codes = /^[a-z][a-z0-9-]{1,39}$/

export const command: Command = {
  help: `Usage: npm run zhiwei -- tenant list
       npm run zhiwei -- tenant add CODE --name NAME [--host HOST]
       npm run zhiwei -- tenant host CODE HOST

list shows the tenants and their host names. add makes a tenant with its roles, categories and a first user "admin" whose random
password is printed once. host leads requests to that host name to the tenant. Works beside a running server.`,
  async run(args) {
    const options = { name: { type: 'string' }, host: { type: 'string' } } as const
    const { values, positionals } = readArgs(args, options, { least: 1, most: 3 })
    const [what = '', code = '', host = ''] = positionals
    if (what === 'list') return list()
    if (what === 'add' && code && values.name) return add(code, values.name, values.host)
    if (what === 'host' && code && host) return withDeps(async (deps) => bindHost(deps.database, await tenantNamed(deps, code), host))
    throw new UsageError('Something is missing')
  },
}

const list = () =>
  withDeps(async ({ database }) => {
    const rows = await database.platform
      .selectFrom('tenant')
      .leftJoin('tenant_host', 'tenant_host.tenant_id', 'tenant.id')
      .select(['tenant.code', 'tenant.name', 'tenant_host.host'])
      .orderBy('tenant.code')
      .execute()
    process.stdout.write(rows.map(({ code, name, host }) => `${code}\t${name}\t${host ?? ''}\n`).join(''))
  })

const add = (code: string, name: string, host: string | undefined) =>
  withDeps(async ({ database, clock }) => {
    if (!codes.test(code)) throw new UsageError('CODE is 2 to 40 small letters, digits and hyphens, a letter first')
    const password = randomToken(randomBytes)
    const tenantId = await makeTenant(database, { code, name }, clock(), furnishTenant)
    await makeAdministrator(database, tenantId, { username: 'admin', password }, clock())
    if (host) await bindHost(database, tenantId, host)
    const lines = [`企业 Tenant     ${code}`, '用户 User       admin', `密码 Password   ${password}`]
    process.stdout.write(`${lines.join('\n')}\n密码只显示这一次，请记下。This password is shown only once: keep it.\n`)
  })

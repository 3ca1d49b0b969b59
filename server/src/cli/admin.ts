import { resetAdministrator } from '../identity/index.ts'
import { randomToken } from '../platform/crypto.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { type Command, readArgs } from './usage.ts'

const randomBytes = 15

export const command: Command = {
  help: `Usage: npm run zhiwei -- admin [--tenant default] [--user admin]

Lets somebody in again as administrator: a new password (ADMIN_PASSWORD, else a random one that is printed once), active, unlocked,
without second factor, with the role of administrator. The account is made when there is none; its sessions end.
Works beside a running server.`,
  async run(args) {
    const options = { tenant: { type: 'string', default: 'default' }, user: { type: 'string', default: 'admin' } } as const
    const { values } = readArgs(args, options, { least: 0, most: 0 })
    await withDeps(async (deps) => {
      const given = deps.config.adminPassword
      const password = given ?? randomToken(randomBytes)
      await tenantNamed(deps, values.tenant)
      await resetAdministrator(deps.database, values.tenant, values.user, password, deps.clock())
      const lines = [
        `企业 Tenant     ${values.tenant}`,
        `用户 User       ${values.user}`,
        `密码 Password   ${given ? '（ADMIN_PASSWORD 的值 as given in ADMIN_PASSWORD）' : password}`,
        ...(given ? [] : ['密码只显示这一次，请记下。This password is shown only once: keep it.']),
      ]
      process.stdout.write(`${lines.join('\n')}\n`)
    })
  },
}

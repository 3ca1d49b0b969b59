import { recordAudit } from '../audit/index.ts'
import { rotateTextKeys } from '../cases/index.ts'
import { rotateCallKeys } from '../channels/calls/index.ts'
import { rotateChatKeys } from '../channels/chat/index.ts'
import { rotateDropFolderKeys } from '../channels/drop-folder/index.ts'
import { rotateChannelKeys } from '../channels/index.ts'
import { rotateWebhookKeys } from '../channels/webhooks/index.ts'
import { rotatePrivateNoteKeys } from '../coaching/index.ts'
import { rotateContactKeys } from '../contacts/index.ts'
import { rotateCustomerKeys } from '../customers/index.ts'
import { rememberSecretKey, rotateSecondFactorKeys } from '../identity/index.ts'
import { rotateNoticeKeys } from '../notifications/index.ts'
import { serverName } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { rotateAnswerKeys } from '../platform/write-once.ts'
import { rotateReportKeys } from '../reports/index.ts'
import { rotateSurveyKeys } from '../surveys/index.ts'
import type { Addresses } from './addresses.ts'
import { withDeps } from './connect.ts'
import { type Command, printJson, readArgs, say } from './usage.ts'

export const command: Command = {
  help: `Usage: SECRET_KEY="new,old" npm run zhiwei -- rotate-keys [--force]

Encrypts everything anew with the newest key. Stop every server first; afterwards start with the new key alone. Stopped half-way it can
be run again. Keep the old key as long as you keep backups that were made with it.
--force: although servers seem to be connected (a connection pooler keeps connections under their name).`,
  async run(args) {
    const { values } = readArgs(args, { force: { type: 'boolean', default: false } }, { least: 0, most: 0 })
    const rotate = async (deps: Deps, { besideServer }: Addresses) => {
      if (deps.keys.fingerprints.length < 2) throw new Error('Give the new key and behind it the old one: SECRET_KEY="new,old"')
      if (!values.force && (besideServer || (await serversConnected(deps))))
        throw new Error('A server still works with the old key: stop every server first (or, if none runs, add --force)')
      const tenants = await rotateKeys(deps)
      printJson({ keyFingerprint: deps.keys.fingerprint, tenants })
      say('Everything is encrypted with the new key: start with SECRET_KEY set to that one alone (embedded: or put it into secret.key).')
    }
    await withDeps(rotate, { rotating: true })
  },
}

/** 密钥轮换 for all tenants, then the fingerprint. @throws Error with a sentence when a key is missing */
export async function rotateKeys({ database, keys, clock }: Deps) {
  const tenants = await database.platform.selectFrom('tenant').select(['id', 'code']).orderBy('code').execute()
  const done = []
  for (const { id, code } of tenants) {
    const rewritten = await rotateTenant({ database, keys }, id).catch((error: Error) => {
      if (!error.message.startsWith('no key at hand')) throw error
      throw new Error(`Tenant ${code} has something under a key that is not given: put that key behind the others in SECRET_KEY`)
    })
    const facts = { fingerprint: keys.fingerprint, ...rewritten }
    await database
      .tenant(id)
      .transaction()
      .execute((tx) => recordAudit(tx, { tenantId: id, kind: 'keys.rotated', actorId: null, facts, at: clock() }))
    say(`${code}: ${JSON.stringify(rewritten)}`)
    done.push({ tenant: code, ...rewritten })
  }
  await rememberSecretKey(database, keys)
  return done
}

const rotateTenant = async ({ database, keys }: Pick<Deps, 'database' | 'keys'>, id: string) => ({
  ...(await rotateCustomerKeys(database, keys, id)),
  texts: await rotateTextKeys(database, keys, id),
  contacts: await rotateContactKeys(database, keys, id),
  channels: await rotateChannelKeys(database, keys, id),
  droppedFiles: await rotateDropFolderKeys(database, keys, id),
  webhooks: await rotateWebhookKeys(database, keys, id),
  calls: await rotateCallKeys(database, keys, id),
  chats: await rotateChatKeys(database, keys, id),
  surveys: await rotateSurveyKeys(database, keys, id),
  privateNotes: await rotatePrivateNoteKeys(database, keys, id),
  secondFactors: await rotateSecondFactorKeys(database, keys, id),
  notices: await rotateNoticeKeys(database, keys, id),
  reports: await rotateReportKeys(database, keys, id),
  answers: await rotateAnswerKeys(database, keys, id),
})

async function serversConnected({ database }: Deps): Promise<boolean> {
  const { rows } = await database.pool.query(
    'select 1 from pg_stat_activity where datname = current_database() and application_name = $1 limit 1',
    [serverName],
  )
  return rows.length > 0
}

import { processMails, readMailboxes } from '../src/channels/mail/index.ts'
import { intakeSources } from '../src/intake-sources.ts'
import { readConfig } from '../src/platform/config.ts'
import { keysFrom } from '../src/platform/crypto.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Deps } from '../src/platform/deps.ts'
import { fileStoreIn } from '../src/platform/files.ts'

// A worker of its own that does nothing but read mailboxes and process what they gave; for tests that kill it.

const { MAIL_DATABASE = '', MAIL_TENANT = '', MAIL_NOW = '', MAIL_KEY = '', MAIL_DATA = '' } = process.env
const now = new Date(MAIL_NOW)
const deps: Deps = {
  config: { ...readConfig({ DATA_DIR: MAIL_DATA, DEMO: '0' }), outgoingAllow: ['127.0.0.1'] },
  database: openDatabase(MAIL_DATABASE, { maxConnections: 3, prepares: true }),
  keys: keysFrom([MAIL_KEY]),
  files: fileStoreIn(`${MAIL_DATA}/files`),
  clock: () => now,
}

process.stdout.write('ready\n')
const keepProcessing = async () => {
  for (;;) {
    await processMails(intakeSources)(deps, MAIL_TENANT)
    await new Promise((done) => setTimeout(done, 5))
  }
}
await Promise.all([readMailboxes(deps, MAIL_TENANT), keepProcessing()])

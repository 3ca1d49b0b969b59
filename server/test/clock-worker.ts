import { keysFrom } from '../src/platform/crypto.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Deps } from '../src/platform/deps.ts'
import { fireTimers } from '../src/platform/timers.ts'
import { timerActs } from '../src/sla/index.ts'

// A worker of its own that does nothing but fire timers, until nothing is due; for tests that kill it.

const { CLOCK_DATABASE = '', CLOCK_TENANT = '', CLOCK_NOW = '', CLOCK_KEY = '' } = process.env
const database = openDatabase(CLOCK_DATABASE, { maxConnections: 2, prepares: true })
const now = new Date(CLOCK_NOW)
const deps = { database, keys: keysFrom([CLOCK_KEY]), clock: () => now } as unknown as Deps

process.stdout.write('ready\n')
while ((await fireTimers(deps, CLOCK_TENANT, timerActs(deps))) > 0) {
  // A timer that was set anew may be due already.
}
await database.close()

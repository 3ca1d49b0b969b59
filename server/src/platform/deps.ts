import type { NowClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Keys } from './crypto.ts'
import type { Database } from './database.ts'
import type { FileStore } from './files.ts'

/** What every module is given: the edge of the program, passed in. */
export type Deps = {
  config: Config
  database: Database
  keys: Keys
  files: FileStore
  clock: NowClock
}

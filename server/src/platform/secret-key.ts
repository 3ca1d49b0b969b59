import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { randomToken } from './crypto.ts'
import type { Database } from './database.ts'
import { tenantIds } from './worker.ts'

/**
 * Secrets of this installation, newest first: SECRET_KEY, else DATA_DIR/secret.key, which the first start makes (0600).
 * @throws Error with a sentence when the file is gone while the database holds what was encrypted with it
 */
export async function loadSecrets(config: Config, database: Database): Promise<string[]> {
  const given = givenSecrets(config)
  if (given.length) return given
  const file = fileIn(config)
  if ((await tenantIds({ database })).length) throw new Error(`${file} is missing: put it back from where you keep it, or set SECRET_KEY`)
  const made = randomToken(48)
  mkdirSync(config.dataDir, { recursive: true })
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true })
  flushFolder(config.dataDir)
  return [made]
}

/** The secrets at hand, newest first; none on a DATA_DIR that has not been started yet. */
export const givenSecrets = (config: Config): string[] =>
  (config.secretKey ?? readIfThere(fileIn(config)) ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)

const fileIn = (config: Config) => join(config.dataDir, 'secret.key')

/** The file's name is on the disk too before anything is encrypted with the key. Windows does it by itself and refuses to be asked. */
function flushFolder(folder: string) {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined // made below
  }
}

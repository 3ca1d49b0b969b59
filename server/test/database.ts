import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { readConfig } from '../src/platform/config.ts'
import { keysFrom } from '../src/platform/crypto.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Deps } from '../src/platform/deps.ts'
import { fileStoreIn } from '../src/platform/files.ts'
import { newId } from '../src/platform/ids.ts'

/** A fresh database cloned from the migrated template (`migrated: false`: without any table); dropped by `drop`. */
export async function aDatabase({ migrated = true } = {}) {
  const name = `t_${newId().replaceAll('-', '')}`
  const urlOf = (pattern: string, database: string) => pattern.replace('name_here', database)
  const maintenance = urlOf(inject('ownerUrlPattern'), 'zhiwei')
  await run(maintenance, `create database ${name}${migrated ? ' template zhiwei_template' : ''}`)
  return {
    name,
    ownerUrl: urlOf(inject('ownerUrlPattern'), name),
    appUrl: urlOf(inject('appUrlPattern'), name),
    // An autovacuum at work is not the owner's to end by force; without force PostgreSQL ends it by itself.
    drop: () =>
      run(maintenance, `drop database if exists ${name} with (force)`).catch(() => run(maintenance, `drop database if exists ${name}`)),
  }
}

async function run(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Time stands still in tests until it is moved. */
export function aClock(start = new Date('2026-11-02T02:00:00Z')) {
  let now = start
  return {
    now: () => now,
    moveMinutes(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000)
    },
    set(instant: string) {
      now = new Date(instant)
    },
  }
}

/** What every module is given, on a database of its own, without tenant or routes. */
export async function aPlatform(env: Record<string, string> = {}, on = aDatabase()) {
  const db = await on
  const dataDir = await mkdtemp(join(tmpdir(), 'zhiwei-files-'))
  const clock = aClock()
  const database = openDatabase(db.appUrl, { maxConnections: 8, prepares: true })
  const deps: Deps = {
    config: readConfig({ DATA_DIR: dataDir, DEMO: '0', ...env }),
    database,
    keys: keysFrom(['a test key that is long enough to be one']),
    files: fileStoreIn(join(dataDir, 'files')),
    clock: clock.now,
  }
  return {
    db,
    clock,
    deps,
    async aTenant(code: string) {
      const id = newId()
      await sql`insert into tenant (id, code, name, created_at) values (${id}, ${code}, ${code}, ${clock.now()})`.execute(database.platform)
      return id
    },
    async close() {
      await database.close()
      await db.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

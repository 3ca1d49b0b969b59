import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { migrate } from '../src/platform/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `{name}` stands for the database. */
    ownerUrlPattern: string
    appUrlPattern: string
  }
}

const template = 'zhiwei_template'

/** One PostgreSQL for the whole run, and a migrated database to clone for each test file. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhiwei-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} })
  const owner = new pg.Client({ connectionString: postgres.ownerUrl })
  await owner.connect()
  await owner.query(`create database ${template}`)
  await owner.end()
  await migrate(postgres.databaseNamed(template).ownerUrl, 'zhiwei_app')
  project.provide('ownerUrlPattern', postgres.databaseNamed('name_here').ownerUrl)
  project.provide('appUrlPattern', postgres.databaseNamed('name_here').appUrl)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

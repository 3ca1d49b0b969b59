import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { importFile, importJobs } from '../intake/index.ts'
import { intakeSources } from '../intake-sources.ts'
import { runJobsOnce } from '../platform/jobs.ts'

let world: World
let admin: Client
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwei-import-'))
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const aTable = (name: string, rows: number) => {
  const path = join(folder, name)
  const lines = Array.from({ length: rows }, (_, at) => `${name}${at},2019/8/${(at % 28) + 1},小区停水第 ${at} 天，一直没有人管`)
  writeFileSync(path, ['留言编号,留言时间,留言详情', ...lines].join('\n'))
  return path
}

describe('importing from the command line (导入)', () => {
  test('does what the wizard does with its guesses, and its run stands among the imports', async () => {
    const told: unknown[] = []
    const run = await importFile(world.deps, world.tenantId, intakeSources, { path: aTable('a.csv', 30) }, (progress) =>
      told.push(progress.state),
    )
    expect(run).toMatchObject({ state: 'committed', as: 'history', counts: { rows: 30, good: 30, committed: 30 }, can: { undo: true } })
    expect(told).toContain('ready')
    expect((await admin.get(`/cases?importId=${run.id}`)).body.total.count).toBe(30)
    expect((await admin.get(`/imports/${run.id}`)).body).toMatchObject({ fileName: 'a.csv', createdBy: null })
  })
  test('beside a server that takes up the same run, every row is stored once', async () => {
    const working = importFile(world.deps, world.tenantId, intakeSources, { path: aTable('b.csv', 1_200), as: 'toHandle' })
    let jobs = 0
    let over = false
    const done = working.finally(() => {
      over = true
    })
    while (!over) jobs += await runJobsOnce(world.deps, importJobs(intakeSources)).catch(() => 0)
    const run = await done
    expect(jobs).toBeGreaterThan(0)
    expect(run).toMatchObject({ state: 'committed', as: 'toHandle', counts: { committed: 1_200, known: 0 } })
    expect((await admin.get(`/cases?importId=${run.id}`)).body.total.count).toBe(1_200)
  })
  test('a file without a column of texts ends with a sentence, and waits for its mapping in the web', async () => {
    const path = join(folder, 'c.csv')
    writeFileSync(path, '甲,乙\n1,2\n3,4\n')
    await expect(importFile(world.deps, world.tenantId, intakeSources, { path })).rejects.toMatchObject({ code: 'IMPORT_STEP_NOT_ALLOWED' })
    writeFileSync(path, '')
    await expect(importFile(world.deps, world.tenantId, intakeSources, { path })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  })
})

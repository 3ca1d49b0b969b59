import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { importJobs } from '../../intake/index.ts'
import { intakeSources } from '../../intake-sources.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { importDropped } from './index.ts'

let world: World
let admin: Client
let folder: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  folder = (await admin.get('/drop-folder')).body.path
  mkdirSync(folder, { recursive: true })
})
afterAll(() => world.close())

const put = (name: string, rows: string) => writeFileSync(join(folder, name), rows)
const filesIn = (part: string) => readdirSync(join(folder, part)).sort()
const look = () => importDropped(world.deps, world.tenantId)
/** Until nothing moves any more. */
async function watch() {
  for (let round = 0; round < 6; round++) {
    await look()
    await runJobsOnce(world.deps, importJobs(intakeSources))
  }
}
const cases = async () => (await admin.get('/cases?limit=50')).body.rows
const header = '工单号,受理时间,反映内容,联系电话'

describe('a folder that another system puts tables into (投递文件夹)', () => {
  test('nothing happens while it is shut', async () => {
    put('early.csv', `${header}\nE-1,2026-11-01 09:00,空调不制冷,13911112222\n`)
    await watch()
    expect(await cases()).toEqual([])
    const { status } = await admin.put('/drop-folder', { isOpen: true, as: 'toHandle', mapping: { 反映内容: 'text' }, version: 0 })
    expect(status).toBe(200)
  })

  test('a complete table is imported and moved to done, a row that cannot be read stands in a list beside it', async () => {
    put('more.csv', `${header}\nE-2,2026-11-01 10:00,冰箱异响三天了,13911113333\nE-3,不知道哪天,,\n`)
    await watch()
    expect((await cases()).map(({ subject }: { subject: string }) => subject).sort()).toEqual(['冰箱异响三天了', '空调不制冷'].sort())
    const done = filesIn('done')
    expect(done.filter((name) => name.endsWith('more.csv'))).toHaveLength(1)
    const report = done.find((name) => name.endsWith('more.csv.problems.csv')) ?? ''
    expect(readFileSync(join(folder, 'done', report), 'utf8')).toContain('否')
    expect(readdirSync(folder).sort()).toEqual(['done', 'failed'])
    const { body } = await admin.get('/dropped-files')
    expect(body.rows).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  test('what is still being written waits for its name; links and other files are left alone', async () => {
    put('next.csv.part', `${header}\nE-4,2026-11-01 11:00,洗衣机漏水,13911114444\n`)
    put('readme.md', 'x')
    symlinkSync('/etc/hostname', join(folder, 'link.csv'))
    await watch()
    expect(await cases()).toHaveLength(2)
    renameSync(join(folder, 'next.csv.part'), join(folder, 'next.csv'))
    await watch()
    expect(await cases()).toHaveLength(3)
    expect(readdirSync(folder).sort()).toEqual(['done', 'failed', 'link.csv', 'readme.md'])
  })

  test('a content is imported once: killed before the file was moved, or dropped again under another name', async () => {
    const rows = `${header}\n,2026-11-01 12:00,热水器点不着火等了两天,13911115555\n`
    put('killed.csv', rows)
    await look()
    await look()
    // As after a kill: the import is under way, the file still in its place, a new process looks at the folder.
    put('again.csv', rows)
    await watch()
    put('killed.csv', rows)
    await watch()
    expect(await cases()).toHaveLength(4)
    expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual(['link.csv'])
  })

  test('what is no table goes to failed with the reason beside it', async () => {
    put('broken.xlsx', 'PK\u0003\u0004 this is no workbook')
    await watch()
    expect(filesIn('failed')).toEqual([expect.stringMatching(/broken\.xlsx$/), expect.stringMatching(/broken\.xlsx\.problem\.txt$/)])
    expect((await admin.get('/dropped-files')).body.rows[0]).toMatchObject({ state: 'failed', detail: expect.any(String) })
    expect(await cases()).toHaveLength(4)
  })

  test('what failed is tried again when it is dropped again', async () => {
    const rows = '甲,乙\n17,电饭煲糊底\n'
    put('unmapped.csv', rows)
    await watch()
    expect((await admin.get('/dropped-files')).body.rows[0]).toMatchObject({ state: 'failed' })
    const { version } = (await admin.get('/drop-folder')).body
    const mapping = { 反映内容: 'text', 乙: 'text' }
    expect(await admin.put('/drop-folder', { isOpen: true, as: 'toHandle', mapping, version })).toMatchObject({ status: 200 })
    put('unmapped.csv', rows)
    await watch()
    expect(await cases()).toHaveLength(5)
  })
})

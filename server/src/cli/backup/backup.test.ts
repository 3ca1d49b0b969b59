import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aDatabase } from '../../../test/database.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { createApp } from '../../app.ts'
import { furnishTenant } from '../../furnish.ts'
import { checkSecretKey, makeAdministrator, makeTenant } from '../../identity/index.ts'
import { openDatabase } from '../../platform/database.ts'
import { type FileStore, fileStoreIn } from '../../platform/files.ts'
import { enqueue } from '../../platform/jobs.ts'
import { migrate, migrationNames, roleOf } from '../../platform/migrate.ts'
import { verifyTenant } from '../audit/verify.ts'
import { newArchive, readArchive, wholeOf } from './archive.ts'
import { enterTenant, quoted, readTables } from './catalogue.ts'
import { checkBackup } from './check.ts'
import { checkFits, restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

let world: World
let admin: Client
let otherTenant: string
let fileId: string
let folder: string
let serial = 0
const aFile = () => join(folder, `${++serial}.tar`)
const quiet = () => {}
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwei-backup-'))
  world = await aWorld()
  await checkSecretKey(world.deps.database, world.deps.keys)
  admin = await signedInAs(world)
  const unit = await aUnit(admin, '安装部')
  await aCaseIn('archived', admin, unit.id, { text: '制冷效果差\n\t有"引号"、\\反斜杠和\u{1F600}，电话 13912341234。' })
  const { caseId } = await aRegisteredCase(admin, { externalId: 'A-1' })
  fileId = await upload(caseId, 'photo.png', png)
  await admin.post('/complaints', aComplaint(), { 'idempotency-key': 'kept' })
  otherTenant = await makeTenant(world.deps.database, { code: 'second', name: '二分公司' }, world.clock.now(), furnishTenant)
  await makeAdministrator(world.deps.database, otherTenant, { username: 'admin', password: adminPassword }, world.clock.now())
  await aRegisteredCase(await signedInAs(world, 'admin', adminPassword, 'second'), { text: '二分公司的投诉：物流太慢' })
  await world.settle()
  await aRegisteredCase(admin) // not sealed yet
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

async function upload(caseId: string, name: string, content: Buffer) {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')])
  const { status, body } = await admin.post(`/cases/${caseId}/files`, payload, { 'content-type': 'multipart/form-data; boundary=x' })
  expect(status).toBe(201)
  return body.id as string
}

/** Files below a folder with their contents. */
const treeOf = (root: string) =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [relative(root, join(entry.parentPath, entry.name)), readFileSync(join(entry.parentPath, entry.name), 'base64')]),
  )

const aBackup = async (ownerUrl = world.db.ownerUrl, file = aFile()) => {
  const manifest = await writeBackup({ ownerUrl, files: world.deps.files, file, program: 'test', now: world.clock.now(), say: quiet })
  return { file, manifest }
}

/** Restores into a database and a folder of their own; `oneRole`: the application signs in as the owner. */
async function restored(file: string, files: FileStore = fileStoreIn(mkdtempSync(join(folder, 'files-'))), { oneRole = false } = {}) {
  const db = await aDatabase({ migrated: false })
  const manifest = await checkBackup(file)
  const options = { ownerUrl: db.ownerUrl, appRole: roleOf(oneRole ? db.ownerUrl : db.appUrl), file, files, say: quiet }
  return { db, manifest, restore: () => restoreBackup(manifest, options) }
}

async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Tables, columns, keys, indexes, walls and rights as the catalogue has them. */
const shapeOf = (ownerUrl: string) =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select indexdef as line from pg_indexes where schemaname = 'public'
      union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
      union all select relname || ' ' || relrowsecurity || relforcerowsecurity || coalesce(relacl::text, '') from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
      order by 1`)
    return rows.map(({ line }) => line)
  })

/** A digest of each tenant's rows of each table. */
const digestsOf = (ownerUrl: string) =>
  asOwner(ownerUrl, async (client) => {
    await client.query('begin')
    const { rows: tenants } = await client.query<{ id: string }>('select id from tenant order by id')
    const digests: Record<string, string> = {}
    for (const tenantId of ['', ...tenants.map(({ id }) => id)]) {
      await enterTenant(client, tenantId)
      for (const { name, ofTenant } of (await readTables(client)).filter(({ ofTenant }) => ofTenant === (tenantId !== ''))) {
        const where = ofTenant ? `where tenant_id = '${tenantId}'` : ''
        const { rows } = await client.query<{ digest: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(r::text, e'\\n' order by r::text)), '') as digest from (select * from ${quoted(name)} ${where}) r`,
        )
        digests[`${name} ${tenantId}`] = rows[0]?.digest ?? ''
      }
    }
    return digests
  })

describe('backup and restore (备份与恢复)', () => {
  test('an empty database gets every row, file and waiting job; people sign in, search works, the chains hold', async () => {
    const importId = '01890000-0000-7000-8000-000000000001'
    await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => enqueue(tx, 'intake.scanImport', { tenantId: world.tenantId, importId }))
    const { file, manifest } = await aBackup()
    const target = mkdtempSync(join(folder, 'files-'))
    const files = fileStoreIn(target)
    const { db, restore } = await restored(file, files)
    await restore()

    const before = await digestsOf(world.db.ownerUrl)
    expect(await digestsOf(db.ownerUrl)).toEqual(before)
    expect(await shapeOf(db.ownerUrl)).toEqual(await shapeOf(world.db.ownerUrl))
    expect(Object.keys(before).length).toBeGreaterThan(60)
    expect(before[`complaint_case ${world.tenantId}`]).toMatch(/^4 /)
    expect(before[`complaint_case ${otherTenant}`]).toMatch(/^1 /)
    expect(manifest.missingFiles).toEqual([])

    const database = openDatabase(db.appUrl, { maxConnections: 4 })
    const app = await createApp({ ...world.deps, database, files })
    const there = { ...world, app } as World
    const client = await signedInAs(there, 'admin', adminPassword, 'default')
    expect((await client.get(`/cases?q=${encodeURIComponent('制冷效果')}`)).body.rows).toHaveLength(1)
    expect(treeOf(target)).toEqual(treeOf(join(world.deps.config.dataDir, 'files')))
    expect(Object.values(treeOf(target))).toEqual([png.toString('base64')])
    expect((await client.get(`/files/${fileId}`)).status).toBe(200)
    // A retry with a key of before meets the answer of before.
    const retried = await client.post('/complaints', aComplaint(), { 'idempotency-key': 'kept' })
    expect((await admin.post('/complaints', aComplaint(), { 'idempotency-key': 'kept' })).body).toEqual(retried.body)
    // New complaints, and the wall between tenants.
    expect((await client.post('/complaints', aComplaint({ text: '恢复之后的新投诉' }))).status).toBe(201)
    const second = await signedInAs(there, 'admin', adminPassword, 'second')
    expect((await second.get('/cases')).body.rows).toHaveLength(1)
    for (const [id, code] of [
      [world.tenantId, 'default'],
      [otherTenant, 'second'],
    ] as const) {
      expect(await verifyTenant({ database, keys: world.deps.keys }, { id, code })).toMatchObject({ ok: true, findings: [] })
    }
    const { rows: jobs } = await database.pool.query("select data from pgboss.job where name = 'intake.scanImport' and state = 'created'")
    expect(jobs).toEqual([{ data: { tenantId: world.tenantId, importId } }])
    // The application still may not change what is append-only, and sees nothing without a tenant.
    await expect(database.tenant(world.tenantId).deleteFrom('case_event').execute()).rejects.toThrow('permission denied')
    expect((await database.pool.query('select 1 from complaint_case')).rowCount).toBe(0)
    await app.close()
    await database.close()
    await db.drop()
  })

  test('taken while complaints come in, it is of one instant: every case has its events, every event its case', async () => {
    let stop = false
    let made = 0
    const unit = (await admin.get('/units')).body.rows.find((row: { name: string }) => row.name === '安装部')
    const comeIn = async () => {
      while (!stop) {
        const { caseId } = await aRegisteredCase(admin, { category: 'delivery.delay' })
        await admin.post(`/cases/${caseId}/acceptance`)
        await admin.post(`/cases/${caseId}/dispatches`, { unitId: unit.id })
        await world.settle()
        made += 1
      }
    }
    const coming = Promise.all([comeIn(), comeIn(), comeIn()])
    const backups = []
    while (made < 3 || backups.length < 4) backups.push(await aBackup())
    stop = true
    await coming
    const counts = backups.map(({ manifest }) => manifest.tenants.find(({ code }) => code === 'default')?.rows.case_event ?? 0)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0)

    const { db, restore } = await restored(backups.at(-1)?.file ?? '')
    await restore()
    const database = openDatabase(db.appUrl)
    const report = await verifyTenant({ database, keys: world.deps.keys }, { id: world.tenantId, code: 'default' })
    expect(report).toMatchObject({ ok: true, findings: [], events: counts.at(-1) })
    await database.close()
    await db.drop()
  })

  test('a file that is cut off, changed, or has a member less or more is refused', async () => {
    const { file } = await aBackup()
    const whole = readFileSync(file)
    const changedAt = (name: string, at: number) => {
      const changed = Buffer.from(whole)
      const start = whole.indexOf(name) + 512 + at
      changed[start] = (changed[start] ?? 0) ^ 1
      return changed
    }
    const bad = {
      empty: Buffer.alloc(0),
      'a third': whole.subarray(0, Math.floor(whole.length / 3)),
      'without its end': whole.subarray(0, whole.indexOf('manifest.json')),
      'without the digest of its manifest': whole.subarray(0, whole.indexOf('manifest.sha256')),
      'a bit of a table': changedAt('tables/case_event/', 100),
      'a bit of a stored file': changedAt('files/', 5),
      'a bit of the manifest': changedAt('manifest.json', 60),
      'a bit of a name': (() => {
        const changed = Buffer.from(whole)
        changed[whole.indexOf('tables/case_text/') + 8] = 0x78
        return changed
      })(),
      'not a tar': Buffer.from('hello'.repeat(1_000)),
    }
    for (const [what, content] of Object.entries(bad)) {
      const broken = aFile()
      writeFileSync(broken, content)
      await expect(checkBackup(broken), what).rejects.toThrow(/cut off|changed|not whole/)
    }
    for (const [drop, add] of [
      ['tables/complaint_case', false],
      ['', true],
    ] as const) {
      const forged = aFile()
      const archive = newArchive(forged)
      for await (const member of readArchive(file)) {
        const content = await wholeOf(member)
        if (!drop || !member.name.startsWith(drop)) await archive.add(member.name, content)
      }
      if (add) await archive.add('tables/role/shared/000001.copy.gz', Buffer.from('x'))
      await archive.finish()
      await expect(checkBackup(forged)).rejects.toThrow(add ? 'was put in' : 'is missing')
    }
    await expect(checkBackup(join(folder, 'none.tar'))).rejects.toThrow('There is no file')
    await expect(checkBackup(file)).resolves.toBeDefined()
  })

  test('members that nobody reads are passed over, however large', async () => {
    const file = aFile()
    const archive = newArchive(file)
    for (const name of ['a', 'b', 'c']) await archive.add(name, Buffer.alloc(5_000_000, name))
    await archive.finish()
    const names = []
    for await (const { name } of readArchive(file)) names.push(name)
    expect(names).toEqual(['a', 'b', 'c'])
  })

  test('only an empty database takes a backup, and only with its key and a program that knows its tables', async () => {
    const { file, manifest } = await aBackup()
    const into = (db: Awaited<ReturnType<typeof aDatabase>>) =>
      restoreBackup(manifest, { ownerUrl: db.ownerUrl, appRole: roleOf(db.appUrl), file, files: fileStoreIn(folder), say: quiet })

    await expect(into(world.db)).rejects.toThrow('The database is not empty')
    const foreign = await aDatabase({ migrated: false })
    await asOwner(foreign.ownerUrl, (client) => client.query('create table theirs (id integer)'))
    await expect(into(foreign)).rejects.toThrow('The database is not empty')
    await foreign.drop()

    const { fingerprint } = world.deps.keys
    expect(() => checkFits(manifest, [fingerprint])).not.toThrow()
    expect(() => checkFits(manifest, ['00000000', fingerprint])).not.toThrow()
    expect(() => checkFits(manifest, ['00000000'])).toThrow(`key of fingerprint ${fingerprint}`)
    expect(() => checkFits(manifest, [])).toThrow('none is given')
    expect(() => checkFits({ ...manifest, migrations: [...manifest.migrations, '9999_later.sql'] }, [fingerprint])).toThrow('newer version')
    expect(JSON.stringify(manifest)).not.toContain('a test key that is long enough')
  })

  test('a restore that broke off left nothing behind but empty tables, and is done again', async () => {
    const { file } = await aBackup()
    const target = mkdtempSync(join(folder, 'files-'))
    const files = fileStoreIn(target)
    const breaking = { ...files, pathOf: () => join(folder, 'no-such', '\0') }
    const { db, manifest, restore } = await restored(file, files)
    const options = { ownerUrl: db.ownerUrl, appRole: roleOf(db.appUrl), file, say: quiet }
    await expect(restoreBackup(manifest, { ...options, files: breaking })).rejects.toThrow()
    expect(await asOwner(db.ownerUrl, async (client) => (await client.query('select count(*)::int as n from tenant')).rows[0].n)).toBe(0)
    expect(readdirSync(target)).toEqual([])

    await restore()
    expect(await digestsOf(db.ownerUrl)).toEqual(await digestsOf(world.db.ownerUrl))
    await db.drop()
  })

  test.each([
    ['with an owner beside the application', false],
    ['with one role for both', true],
  ])('a backup of older tables is loaded into such tables and then brought up to date, %s', async (_name, oneRole) => {
    const db = await aDatabase({ migrated: false })
    const older = migrationNames().slice(0, -1)
    await migrate(db.ownerUrl, roleOf(db.appUrl), older)
    const tenantId = '01890000-0000-7000-8000-00000000000a'
    await asOwner(db.ownerUrl, async (client) => {
      await client.query(`insert into tenant (id, code, name, created_at) values ($1, 'old', 'old', now())`, [tenantId])
      await client.query(`begin; set local app.tenant = '${tenantId}'`)
      await client.query('insert into feed_head (tenant_id) values ($1)', [tenantId])
      await client.query('commit')
    })
    const { file, manifest } = await aBackup(db.ownerUrl)
    expect(manifest.migrations).toEqual(older)

    const { db: target, restore } = await restored(file, undefined, { oneRole })
    await restore()
    const applied = await asOwner(target.ownerUrl, (client) => client.query('select name from schema_migration order by name'))
    expect(applied.rows.map(({ name }) => name)).toEqual(migrationNames())
    await db.drop()
    await target.drop()
  })

  test('a sweep that cannot see the rows fails loudly and leaves no file', async () => {
    const file = aFile()
    // The application's role is not the owner: it sees one tenant at a time everywhere.
    await expect(aBackup(world.db.appUrl, file)).rejects.toThrow(/Not all rows of tenant|permission denied/)
    const { file: good } = await aBackup()
    const { db, restore } = await restored(good)
    await restore()
    for (const table of ['feed_head', 'case_event', 'complaint_case']) {
      await asOwner(db.ownerUrl, (client) => client.query(`alter policy tenant_wall on ${table} using (false)`))
      await expect(aBackup(db.ownerUrl, file)).rejects.toThrow('Not all rows of tenant')
      const wall = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`
      await asOwner(db.ownerUrl, (client) => client.query(`alter policy tenant_wall on ${table} using (${wall})`))
    }
    expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false])
    await db.drop()
  })

  test('a file that exists is never overwritten; a stored file that is gone is told', async () => {
    const { file } = await aBackup()
    await expect(aBackup(world.db.ownerUrl, file)).rejects.toThrow('exists already')
    const gone = { ...world.deps.files, pathOf: () => join(folder, 'gone') }
    const manifest = await writeBackup({
      ownerUrl: world.db.ownerUrl,
      files: gone,
      file: aFile(),
      program: 'test',
      now: new Date(),
      say: quiet,
    })
    expect(manifest.missingFiles).toEqual([{ table: 'stored_file', storageName: expect.stringMatching(/^[0-9a-f]{2}\//) }])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { forgetIdempotencyKeys } from '../platform/write-once.ts'

describe('retries with an Idempotency-Key (幂等)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  test('a twin of a request that does not end within five seconds is told to come back', async () => {
    const key = { 'idempotency-key': 'k-slow' }
    const first = await admin.post('/complaints', aComplaint(), key)
    const db = world.deps.database.tenant(world.tenantId)
    let release = () => {}
    const held = db.transaction().execute(async (tx) => {
      // The row as an unfinished first try holds it.
      await tx.updateTable('idempotency_key').set({ status: null }).where('key', '=', 'k-slow').execute()
      await tx.deleteFrom('idempotency_key').where('key', '=', 'k-slow').execute()
      await new Promise<void>((done) => {
        release = done
      })
    })
    const twin = await admin.post('/complaints', aComplaint(), key)
    release()
    await held
    expect(twin).toMatchObject({ status: 409, body: { code: 'IN_PROGRESS' } })
    expect(first.status).toBe(201)
  })

  test('a try that failed leaves no key behind, so the repeat does the work', async () => {
    const key = { 'idempotency-key': 'k-failed' }
    const refused = await admin.post('/complaints', aComplaint({ category: 'no.such' }), key)
    const mended = await admin.post('/complaints', aComplaint(), key)
    expect([refused.status, mended.status]).toEqual([400, 201])
  })

  test('an act on a case is done once', async () => {
    const { body } = await admin.post('/complaints', aComplaint())
    const key = { 'idempotency-key': 'k-note' }
    const notes = await Promise.all([1, 2, 3].map(() => admin.post(`/cases/${body.caseId}/notes`, { text: '一次就好' }, key)))
    expect(new Set(notes.map((note) => note.body.eventNo)).size).toBe(1)
  })

  test.each(['', 'has space', '长', 'x'.repeat(201)])('the key %j is refused', async (key) => {
    const answer = await admin.post('/complaints', aComplaint(), { 'idempotency-key': encodeHeader(key) })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
  })

  test('the digest of what was sent is sealed: nobody with the table can try phone numbers out', async () => {
    const body = aComplaint()
    await admin.post('/complaints', body, { 'idempotency-key': 'k-sealed' })
    const db = world.deps.database.tenant(world.tenantId)
    const row = await db.selectFrom('idempotency_key').select('body_hash').where('key', '=', 'k-sealed').executeTakeFirstOrThrow()
    expect(world.deps.keys.fingerprint).toBe(row.body_hash.subarray(0, 4).toString('hex'))
    const other = await admin.post('/complaints', { ...body, text: '另一件事情，不是同一封投诉' }, { 'idempotency-key': 'k-sealed' })
    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  test('keys are forgotten after two days, not before one', async () => {
    const key = { 'idempotency-key': 'k-old' }
    const first = await admin.post('/complaints', aComplaint(), key)
    world.clock.moveMinutes(24 * 60)
    await forgetIdempotencyKeys(world.deps, world.tenantId)
    const nextDay = await signedInAs(world)
    expect((await nextDay.post('/complaints', aComplaint(), key)).body.caseId).toBe(first.body.caseId)
    world.clock.moveMinutes(48 * 60)
    await forgetIdempotencyKeys(world.deps, world.tenantId)
    const later = await signedInAs(world)
    expect((await later.post('/complaints', aComplaint(), key)).body.caseId).not.toBe(first.body.caseId)
  })
})

const encodeHeader = (value: string) => Buffer.from(value, 'utf8').toString('latin1')

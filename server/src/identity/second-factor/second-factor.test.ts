import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())
beforeEach(() => world.clock.moveMinutes(2))

const password = 'a good long password'
const signIn = (username: string, code?: string) =>
  clientOf(world.app).post('/sessions', { username, password, ...(code !== undefined && { code }) })
/** What the authenticator app shows, `stepsAhead` half minutes from now. */
const shown = (secret: string, stepsAhead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now().getTime() + stepsAhead * 30_000 })

async function aPersonWithSecondFactor() {
  const person = await aPerson(world, admin, 'agent')
  const { body: start } = await person.post('/sessions/current/second-factor')
  const { body: on } = await person.post('/sessions/current/second-factor/confirmation', { code: shown(start.secret) })
  world.clock.moveMinutes(1)
  return { ...person, secret: start.secret as string, recoveryCodes: on.recoveryCodes as string[] }
}

describe('the second factor (动态验证码)', () => {
  test('is asked for only after its first code was confirmed', async () => {
    const person = await aPerson(world, admin, 'agent')
    const start = await person.post('/sessions/current/second-factor')
    expect(start).toMatchObject({ status: 201, body: { uri: expect.stringMatching(/^otpauth:\/\/totp\//) } })
    expect(await signIn(person.username)).toMatchObject({ status: 201 })

    const wrong = await person.post('/sessions/current/second-factor/confirmation', { code: '000000' })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'SECOND_FACTOR_INVALID' } })
    const on = await person.post('/sessions/current/second-factor/confirmation', { code: shown(start.body.secret) })
    expect(on.status).toBe(201)
    expect(new Set(on.body.recoveryCodes).size).toBe(10)

    expect(await signIn(person.username)).toMatchObject({ status: 401, body: { code: 'SECOND_FACTOR_REQUIRED' } })
    expect(await person.get('/sessions/current')).toMatchObject({ body: { user: { secondFactor: true } } })
    expect(await person.post('/sessions/current/second-factor')).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
  })
  test('the code of the app opens the session, once', async () => {
    const person = await aPersonWithSecondFactor()
    const code = shown(person.secret)
    expect(await signIn(person.username, code)).toMatchObject({ status: 201 })
    expect(await signIn(person.username, code)).toMatchObject({ status: 422, body: { code: 'SECOND_FACTOR_INVALID' } })
    world.clock.moveMinutes(1)
    expect(await signIn(person.username, shown(person.secret))).toMatchObject({ status: 201 })
  })
  test('one code tried twice at the same moment opens one session', async () => {
    const person = await aPersonWithSecondFactor()
    const code = shown(person.secret)
    const answers = await Promise.all([signIn(person.username, code), signIn(person.username, code)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422])
  })
  test('the code that switched it on does not open a session', async () => {
    const person = await aPerson(world, admin, 'agent')
    const { body } = await person.post('/sessions/current/second-factor')
    const code = shown(body.secret)
    await person.post('/sessions/current/second-factor/confirmation', { code })
    expect(await signIn(person.username, code)).toMatchObject({ status: 422 })
  })
  test('five wrong codes lock the account like wrong passwords', async () => {
    const person = await aPersonWithSecondFactor()
    for (let i = 0; i < 5; i++) expect(await signIn(person.username, '000000')).toMatchObject({ status: 422 })
    expect(await signIn(person.username, shown(person.secret))).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } })
  })
  test('a recovery code stands in for a lost phone, each once', async () => {
    const person = await aPersonWithSecondFactor()
    const [first = '', second = ''] = person.recoveryCodes
    expect(await signIn(person.username, first.toLowerCase())).toMatchObject({ status: 201 })
    expect(await signIn(person.username, first)).toMatchObject({ status: 422 })
    expect(await signIn(person.username, second.replaceAll('-', ' '))).toMatchObject({ status: 201 })
  })
  test('is switched off with the password only', async () => {
    const person = await aPersonWithSecondFactor()
    const wrong = await person.delete('/sessions/current/second-factor', { password: 'not mine' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ pointer: '#/password' }] } })
    expect(await person.delete('/sessions/current/second-factor', { password })).toMatchObject({ status: 204 })
    expect(await signIn(person.username)).toMatchObject({ status: 201 })
  })
  test('an administrator switches it off for somebody who lost the phone, never for oneself', async () => {
    const person = await aPersonWithSecondFactor()
    const { body: user } = await admin.get(`/users/${person.id}`)
    expect(await admin.patch(`/users/${person.id}`, { dropSecondFactor: true, version: user.version })).toMatchObject({
      status: 200,
      body: { secondFactor: false },
    })
    expect(await signIn(person.username)).toMatchObject({ status: 201 })

    const { body: me } = await admin.get('/sessions/current')
    const own = await admin.patch(`/users/${me.user.id}`, { dropSecondFactor: true, version: 1 })
    expect(own).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })
  test('neither secret nor recovery codes lie readable in the database', async () => {
    const person = await aPersonWithSecondFactor()
    const db = world.deps.database.tenant(world.tenantId)
    const row = await db
      .selectFrom('user_account')
      .selectAll()
      .where('tenant_id', '=', world.tenantId)
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow()
    expect(row.totp_secret_cipher?.toString('latin1')).not.toContain(person.secret)
    for (const code of person.recoveryCodes) expect(JSON.stringify(row.recovery_code_hashes)).not.toContain(code)
  })
})

import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aRobotServer } from '../../test/fake-robot-server.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'
import { createApp } from '../app.ts'
import { checkSecretKey } from '../identity/index.ts'
import { keysFrom } from '../platform/crypto.ts'
import { verifyTenant } from './audit/verify.ts'
import { rotateKeys } from './rotate-keys.ts'

const [oldSecret, newSecret] = ['a test key that is long enough to be one', 'the key of this year, long enough as well']
const during = keysFrom([newSecret, oldSecret])
const after = keysFrom([newSecret])

let world: World
let admin: Client
let group: Awaited<ReturnType<typeof aRobotServer>>
beforeAll(async () => {
  group = await aRobotServer()
  world = await aWorld()
  Object.assign(world.deps.config, { outgoingAllow: [group.host] })
  await checkSecretKey(world.deps.database, world.deps.keys)
  admin = await signedInAs(world)
})
afterAll(async () => {
  await world.close()
  await group.close()
})

describe('rotating the keys of everything (密钥轮换)', () => {
  test('without the old key it ends with a sentence, and the old key stays the one to start with', async () => {
    await aRegisteredCase(admin)
    await expect(rotateKeys({ ...world.deps, keys: after })).rejects.toThrow('Tenant default has something under a key that is not given')
    await expect(checkSecretKey(world.deps.database, world.deps.keys)).resolves.toBeUndefined()
  })

  test('with the new key alone people are found, texts read, authenticator apps and retries answered; the chains hold', async () => {
    for (let count = 0; count < 520; count++) await aRegisteredCase(admin, { externalId: `R-${count}` })
    const first = await admin.post('/complaints', aComplaint({ text: '幂等的投诉' }), { 'idempotency-key': 'before' })
    const person = await aPerson(world, admin, 'agent')
    const { body: start } = await person.post('/sessions/current/second-factor')
    const code = () => new TOTP({ secret: Secret.fromBase32(start.secret) }).generate({ timestamp: world.clock.now().getTime() })
    await person.post('/sessions/current/second-factor/confirmation', { code: code() })
    const preference = { app: true, mail: false, robot: true, mailAddress: 'lin@example.com', quietFrom: null, quietTo: null, version: 0 }
    expect(await person.put('/notice-preference', preference)).toMatchObject({ status: 200 })
    const robot = { name: '客服群', kind: 'dingtalk', address: group.address('dingtalk?access_token=x'), secret: 'SECabc' }
    const { body: made } = await admin.post('/robots', robot)
    world.clock.moveMinutes(2)
    await world.settle()

    const [done] = await rotateKeys({ ...world.deps, keys: during })
    expect(done).toMatchObject({ tenant: 'default', texts: 522, secondFactors: 1, notices: 3, answers: 1, doubles: 0 })
    expect(done?.customers).toBeGreaterThan(0)

    for (const keys of [after, during]) await expect(checkSecretKey(world.deps.database, keys)).resolves.toBeUndefined()
    await expect(checkSecretKey(world.deps.database, world.deps.keys)).rejects.toThrow('SECRET_KEY is not the one')
    expect(await verifyTenant({ ...world.deps, keys: after }, { id: world.tenantId, code: 'default' })).toMatchObject({
      ok: true,
      texts: 522,
    })

    const app = await createApp({ ...world.deps, keys: after })
    const client = await signedInAs({ ...world, app } as World)
    expect((await client.get('/cases?q=13912341234')).body.total.count).toBe(522)
    expect((await client.post('/complaints', aComplaint({ text: '幂等的投诉' }), { 'idempotency-key': 'before' })).body).toEqual(first.body)
    // The group's robot is called at its address and signed with its secret; the person's mail address is there.
    expect((await client.post(`/robots/${made.id}/tests`)).body).toMatchObject({ sent: true })
    const { path, query } = group.calls.at(-1) ?? {}
    const signature = createHmac('sha256', 'SECabc')
      .update(`${query?.get('timestamp')}\nSECabc`)
      .digest('base64')
    expect({ path, sign: query?.get('sign'), token: query?.get('access_token') }).toEqual({
      path: '/dingtalk',
      sign: signature,
      token: 'x',
    })
    const signIn = { username: person.username, password: 'a good long password', code: code() }
    const back = await clientOf(app).post('/sessions', signIn)
    expect(back.status).toBe(201)
    const cookie = [back.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
    expect((await clientOf(app, { cookie }).get('/notice-preference')).body).toMatchObject({ mailAddress: 'lin@example.com', version: 1 })
    expect((await client.get('/audit/records?kind=keys.rotated')).body.rows[0].facts).toMatchObject({
      texts: 522,
      fingerprint: after.fingerprint,
    })
    await app.close()

    expect((await rotateKeys({ ...world.deps, keys: during }))[0]).toMatchObject({
      customers: 0,
      contactPoints: 0,
      texts: 0,
      secondFactors: 0,
      notices: 0,
      answers: 0,
    })
  })
})

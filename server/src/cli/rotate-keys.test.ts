import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aRegisteredCase } from '../../test/builders.ts'
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
beforeAll(async () => {
  world = await aWorld()
  await checkSecretKey(world.deps.database, world.deps.keys)
  admin = await signedInAs(world)
})
afterAll(() => world.close())

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
    world.clock.moveMinutes(2)
    await world.settle()

    const [done] = await rotateKeys({ ...world.deps, keys: during })
    expect(done).toMatchObject({ tenant: 'default', texts: 522, secondFactors: 1, answers: 1, doubles: 0 })
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
    const signIn = { username: person.username, password: 'a good long password', code: code() }
    expect((await clientOf(app).post('/sessions', signIn)).status).toBe(201)
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
      answers: 0,
    })
  })
})

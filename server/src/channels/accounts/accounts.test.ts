import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aMailServer } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { accountsOf, keepState, stateOf } from '../index.ts'

let world: World
let admin: Client
let post: Awaited<ReturnType<typeof aMailServer>>

beforeAll(async () => {
  post = await aMailServer()
  world = await aWorld()
  world.deps.config.outgoingAllow = ['127.0.0.1']
  admin = await signedInAs(world)
})
afterAll(async () => {
  await world.close()
  await post.close()
})

const settings = () => ({
  address: 'service@example.com',
  senderName: '客户服务',
  smtpHost: '127.0.0.1',
  smtpPort: Number(new URL(post.url).port),
  smtpSecurity: 'none',
})

describe('accounts of channels (渠道账号)', () => {
  test('an account is made, its secrets never come back, and another change keeps them', async () => {
    const made = await admin.post('/channels/accounts', {
      door: 'email',
      name: '服务邮箱',
      settings: { ...settings(), smtpUser: 'service', smtpPassword: 'geheim-1234' },
    })
    expect(made).toMatchObject({ status: 201, body: { door: 'email', isOpen: true, secrets: ['smtpPassword'], version: 1 } })
    const { body: list } = await admin.get('/channels/accounts')
    expect(JSON.stringify(list)).not.toContain('geheim')
    expect(list.doors.find(({ door }: { door: string }) => door === 'email').fields).toContainEqual(
      expect.objectContaining({ name: 'smtpPassword', secret: true, required: false }),
    )

    const changed = await admin.put(`/channels/accounts/${made.body.id}`, {
      name: '投诉邮箱',
      settings: { ...made.body.settings, senderName: '投诉处理' },
      isOpen: true,
      version: 1,
    })
    expect(changed).toMatchObject({ status: 200, body: { name: '投诉邮箱', secrets: ['smtpPassword'], version: 2 } })
    const record = await admin.get('/audit/records?kind=channelAccount.changed')
    expect(record.body.rows).toMatchObject([{ subject: '投诉邮箱' }])
    const [account] = await inTenant((tx) => accountsOf(tx, world.deps.keys, world.tenantId, 'email'))
    expect(account?.settings).toMatchObject({ senderName: '投诉处理', smtpPassword: 'geheim-1234' })
    expect(
      await admin.put(`/channels/accounts/${made.body.id}`, { name: 'x', settings: settings(), isOpen: false, version: 1 }),
    ).toMatchObject({
      status: 409,
    })
    const rows = await inTenant((tx) => tx.selectFrom('channel_account').select('settings_cipher').execute())
    expect(rows).toHaveLength(1)
    expect(rows.every(({ settings_cipher }) => !settings_cipher.includes('geheim'))).toBe(true)
  })

  test('kept secrets go nowhere else: another server, port or security asks for them again', async () => {
    const given = { ...settings(), smtpUser: 'service', smtpPassword: 'geheim-5678' }
    const { body: made } = await admin.post('/channels/accounts', { door: 'email', name: '搬家', settings: given })
    const change = (changed: object) =>
      admin.put(`/channels/accounts/${made.id}`, { name: '搬家', settings: { ...made.settings, ...changed }, isOpen: true, version: 1 })
    for (const moved of [{ smtpHost: 'mail.stranger.example' }, { smtpPort: 2525 }, { smtpSecurity: 'tls' }, { imapHost: '10.0.0.1' }])
      expect(await change(moved)).toMatchObject({
        status: 400,
        body: { code: 'INPUT_INVALID', errors: [{ pointer: '#/settings/smtpPassword' }] },
      })
    expect(await change({ address: 'complaints@example.com' })).toMatchObject({ status: 200, body: { secrets: ['smtpPassword'] } })
    const moved = { ...made.settings, smtpPort: 2525, smtpPassword: 'geheim-9' }
    const body = { name: '搬家', settings: moved, isOpen: false, version: 2 }
    expect(await admin.put(`/channels/accounts/${made.id}`, body)).toMatchObject({ status: 200 })
    await inTenant((tx) => tx.deleteFrom('channel_account').where('id', '=', made.id).execute())
  })

  test('a check says what the other side said, good or bad', async () => {
    const { body } = await admin.post('/channels/accounts', { door: 'email', name: '试连', settings: settings() })
    expect((await admin.post(`/channels/accounts/${body.id}/checks`)).body).toMatchObject({ ok: true })
    world.deps.config.outgoingAllow = []
    expect((await admin.post(`/channels/accounts/${body.id}/checks`)).body).toEqual({ ok: false, said: '地址指向内部网络，不允许访问' })
    world.deps.config.outgoingAllow = ['127.0.0.1']
    const { body: list } = await admin.get('/channels/accounts')
    expect(list.rows.find(({ id }: { id: string }) => id === body.id)).toMatchObject({ lastError: '地址指向内部网络，不允许访问' })
  })

  test('what its door does not know is refused, with the field', async () => {
    const refused = await admin.post('/channels/accounts', {
      door: 'email',
      name: '错',
      settings: { ...settings(), smtpPort: 0, colour: 'red' },
    })
    expect(refused).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect(refused.body.errors[0].pointer).toContain('#/settings')
  })

  test('only who may manage channels sees them', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.get('/channels/accounts')).toMatchObject({ status: 403 })
    expect(await agent.post('/channels/accounts', { door: 'email', name: 'x', settings: settings() })).toMatchObject({ status: 403 })
  })

  test('a door remembers its cursor', async () => {
    const { body } = await admin.post('/channels/accounts', { door: 'email', name: '游标', settings: settings() })
    const account = { tenantId: world.tenantId, id: body.id }
    await inTenant((tx) => keepState(tx, world.deps.keys, account, { cursor: 'a1' }))
    expect(await inTenant((tx) => stateOf(tx, world.deps.keys, account))).toEqual({ cursor: 'a1' })
  })
})

type Tx = Parameters<typeof accountsOf>[0]
const inTenant = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anImapServer } from '../../../../test/fake-imap-server.ts'
import { aMailServer } from '../../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../../test/harness.ts'
import { aMail, aMailAccount } from '../../../../test/mails.ts'
import { listenToMailboxes } from './listen.ts'

const pace = { lookMs: 50, wakeMs: 60_000, firstPauseMs: 20, longestPauseMs: 100 }

let world: World
let admin: Client
let mailbox: Awaited<ReturnType<typeof anImapServer>>
let post: Awaited<ReturnType<typeof aMailServer>>
const listeners: ReturnType<typeof listenToMailboxes>[] = []

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  mailbox = await anImapServer({ clock: world.clock.now })
  post = await aMailServer()
  await aMailAccount(world, admin, { mailbox, post })
})
afterEach(() => Promise.all(listeners.splice(0).map((one) => one.stop())))
afterAll(async () => {
  await world.close()
  await mailbox.close()
  await post.close()
})

const listen = () => listeners.push(listenToMailboxes(world.deps, undefined, pace))
const stored = async () => (await admin.get('/mails')).body.total.count
const account = async () => (await admin.get('/channels/accounts')).body.rows[0]
const until = (condition: () => unknown) => expect.poll(condition, { timeout: 20_000, interval: 50 })

describe('listening to a mailbox (守信, IDLE)', () => {
  test('a mail is stored when the server tells of it, and again after the connection broke', async () => {
    listen()
    await until(mailbox.idling).toBe(1)
    const before = await stored()
    mailbox.deliver(aMail())
    await until(stored).toBe(before + 1)
    await until(mailbox.idling).toBe(1)
    mailbox.breakOff()
    mailbox.deliver(aMail())
    await until(stored).toBe(before + 2)
    await until(mailbox.idling).toBe(1)
  })

  test('of two workers one listens; when it goes the other takes over', async () => {
    const logins = mailbox.logins()
    listen()
    await until(mailbox.idling).toBe(1)
    listen()
    // The schedule leaves a mailbox alone that somebody listens to.
    await world.settle()
    expect(mailbox.logins()).toBe(logins + 1)
    await listeners.shift()?.stop()
    await until(() => mailbox.logins()).toBe(logins + 2)
    await until(mailbox.idling).toBe(1)
  })

  test('a server that lets nobody in is asked again, and what it says stands on the account', async () => {
    mailbox.accept(false)
    listen()
    await until(async () => (await account()).lastError).toBe('收信服务器 127.0.0.1 不接受登录')
    mailbox.accept(true)
    await until(mailbox.idling).toBe(1)
    await until(async () => (await account()).lastError).toBeNull()
  })

  test('an account that is closed is listened to no more', async () => {
    listen()
    await until(mailbox.idling).toBe(1)
    const { id, name, settings, version } = await account()
    expect(await admin.put(`/channels/accounts/${id}`, { name, settings, isOpen: false, version })).toMatchObject({ status: 200 })
    await until(mailbox.idling).toBe(0)
    mailbox.deliver(aMail())
    const before = await stored()
    await world.settle()
    expect(await stored()).toBe(before)
  })

  test('into the own network only where the operator allows it', async () => {
    const { id, name, settings, version } = await account()
    await admin.put(`/channels/accounts/${id}`, { name, settings, isOpen: true, version })
    Object.assign(world.deps.config, { outgoingAllow: [] })
    expect((await admin.post(`/channels/accounts/${id}/checks`)).body).toEqual({ ok: false, said: '地址指向内部网络，不允许访问' })
    Object.assign(world.deps.config, { outgoingAllow: ['127.0.0.1'] })
    expect((await admin.post(`/channels/accounts/${id}/checks`)).body).toMatchObject({
      ok: true,
      said: expect.stringContaining('已接受登录，INBOX 里有'),
    })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDovecot, hasDovecot } from '../../../../test/dovecot.ts'
import { aMailServer } from '../../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../../test/harness.ts'
import { aMail, aMailAccount, aPicture } from '../../../../test/mails.ts'
import { readMail } from '../read/parse.ts'
import { listenToMailboxes } from './listen.ts'

if (!hasDovecot) console.warn('Skipped: mail from a real server needs Dovecot (apt-get install dovecot-imapd)')

describe.skipIf(!hasDovecot)('mail from a real server (Dovecot)', () => {
  let world: World
  let admin: Client
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  let post: Awaited<ReturnType<typeof aMailServer>>
  let accountId: string

  beforeAll(async () => {
    world = await aWorld()
    // Dovecot's mails are of today; what goes out waits for no quiet hours tomorrow at ten.
    world.clock.set(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T02:00:00Z`)
    admin = await signedInAs(world)
    dovecot = await aDovecot()
    post = await aMailServer()
    accountId = (await aMailAccount(world, admin, { mailbox: dovecot, post })).id
  })
  afterAll(async () => {
    await world?.close()
    await dovecot?.close()
    await post?.close()
  })

  const mails = async () => (await admin.get('/mails')).body.rows

  test('the account is checked, a complaint in GBK with a file comes in and is answered', async () => {
    expect((await admin.post(`/channels/accounts/${accountId}/checks`)).body).toMatchObject({ ok: true })
    await dovecot.deliver(aMail({ charset: 'gbk', parts: [{ name: '漏水.png', type: 'image/png', content: aPicture(300_000) }] }))
    await world.settle()
    const [mail] = await mails()
    expect(mail).toMatchObject({ state: 'processed', files: 1 })
    expect((await admin.get(`/cases/${mail.case.id}`)).body).toMatchObject({ subject: '投诉空调漏水', files: [{ name: '漏水.png' }] })
    expect(await dovecot.seen()).toBe(1)
    await admin.post(`/cases/${mail.case.id}/messages`, { text: '请问订单号？' })
    await world.settle()
    const answer = await readMail(Buffer.from((post.mails.at(-1)?.data ?? '').replaceAll('\n', '\r\n')))
    expect(answer.subject).toContain(`[${mail.case.number} z-`)
  })

  test('it tells of new mail while we listen (IDLE), and gives each once', async () => {
    const listener = listenToMailboxes(world.deps, undefined, { lookMs: 50, wakeMs: 60_000, firstPauseMs: 50, longestPauseMs: 200 })
    try {
      const before = (await mails()).length
      await dovecot.deliver(aMail({ from: 'wu@example.com' }))
      await expect.poll(async () => (await mails()).length, { timeout: 60_000, interval: 200 }).toBe(before + 1)
      await dovecot.deliver(aMail({ from: 'wu@example.com' }))
      await expect.poll(async () => (await mails()).length, { timeout: 60_000, interval: 200 }).toBe(before + 2)
    } finally {
      await listener.stop()
    }
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { anImapServer } from '../../../test/fake-imap-server.ts'
import { aMailServer } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { aMailAccount, aMail as aMailOf, aPicture } from '../../../test/mails.ts'
import { systemActor } from '../../cases/index.ts'
import { keepThread, queueMessage, type ToQueue } from '../index.ts'
import { type ReadMail, readMail } from './read/parse.ts'

let world: World
let admin: Client
let mailbox: Awaited<ReturnType<typeof anImapServer>>
let post: Awaited<ReturnType<typeof aMailServer>>
let counter = 0

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  mailbox = await anImapServer({ clock: world.clock.now })
  post = await aMailServer()
  await aMailAccount(world, admin, { mailbox, post }, { mostPerSenderHour: 10, trustedAuthServer: 'mx.us.example' })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
  await post.close()
})
beforeEach(() => {
  counter += 1
  post.mails.length = 0
  mailbox.mails.length = 0
  // What other examples sent an hour ago is not counted; the day's messages end before quiet hours.
  world.clock.moveMinutes(31)
})

/** One customer an example. */
const aMail = (given: Parameters<typeof aMailOf>[0] = {}) => aMailOf({ from: `=?utf-8?B?5p2O5qKF?= <li${counter}@example.com>`, ...given })

const mailsOf = async (query = '') => (await admin.get(`/mails?limit=200${query}`)).body.rows
const newest = async () => (await mailsOf())[0]
/** Delivers to the mailbox, and lets the server do what it does by itself. */
async function arrives(raw: Buffer | string) {
  mailbox.deliver(raw)
  await world.settle()
  return newest()
}
const timelineOf = async (caseId: string) => (await admin.get(`/cases/${caseId}/timeline`)).body.rows
const caseCount = async () => (await admin.get('/cases')).body.total.count

const lastSent = (): Promise<ReadMail> => {
  const sent = post.mails.at(-1)
  if (!sent) throw new Error('nothing was sent')
  return readMail(Buffer.from(sent.data.replaceAll('\n', '\r\n')))
}
/** What staff write to the customer, as it goes out. */
async function staffWrites(caseId: string, text: string): Promise<ReadMail> {
  expect(await admin.post(`/cases/${caseId}/messages`, { text })).toMatchObject({ status: 201 })
  await world.settle()
  return lastSent()
}

describe('a complaint by mail (邮件投诉)', () => {
  test('in GBK with a picture becomes a case, and is answered in the same thread', async () => {
    const first = await arrives(
      aMail({ charset: 'gbk', messageId: 'first@example.com', parts: [{ name: '漏水.png', type: 'image/png', content: aPicture() }] }),
    )
    expect(first).toMatchObject({ state: 'processed', reason: null, sender: expect.stringContaining('l***@example.com'), files: 1 })
    const { body: found } = await admin.get(`/cases/${first.case.id}`)
    expect(found).toMatchObject({ channel: 'email', subject: '投诉空调漏水', status: 'registered' })
    expect(found.files).toMatchObject([{ name: '漏水.png', contentType: 'image/png' }])
    expect(mailbox.mails.at(-1)?.flags).toContain('\\Seen')

    const answer = await staffWrites(first.case.id, '请问订单号是多少？')
    expect(answer).toMatchObject({ references: ['first@example.com'], text: expect.stringMatching(/^请问订单号是多少？\n/) })
    expect(answer.subject).toMatch(/^Re: 投诉空调漏水 \[[0-9A-Z]{4}-[0-9A-Z]{4} z-[0-9a-z]{24}\]$/)
    expect(post.mails.at(-1)?.data).not.toContain('Auto-Submitted')

    const reply = aMail({
      subject: `回复：${answer.subject}`,
      text: '订单号 20261102。\n\n在 2026年11月2日，客户服务 <service@us.example> 写道：\n> 请问订单号是多少？',
      references: ['first@example.com', String(answer.messageId)],
    })
    expect(await arrives(reply)).toMatchObject({ state: 'processed', case: { id: first.case.id } })
    const said = (await timelineOf(first.case.id)).filter((event: { kind: string }) => event.kind === 'case.messageReceived')
    expect(said).toHaveLength(1)
    expect(said[0].text).toBe('订单号 20261102。')
  })

  test('the thread is found by the subject alone, when a program dropped the references', async () => {
    const first = await arrives(aMail())
    const answer = await staffWrites(first.case.id, '已收到')
    expect(await arrives(aMail({ subject: answer.subject, text: '还有照片' }))).toMatchObject({ case: { id: first.case.id } })
  })

  test('what a machine writes says so; what people write does not', async () => {
    const first = await arrives(aMail())
    await world.settle()
    expect((await lastSent()).text).toContain(first.case.number)
    expect(post.mails[0]?.data).toContain('Auto-Submitted: auto-replied')
    expect(post.mails[0]?.data).toContain('X-Auto-Response-Suppress: All')
  })

  test('what cannot be kept with the case is said there: winmail.dat', async () => {
    const tnef = { name: 'winmail.dat', type: 'application/ms-tnef', content: Buffer.from('789f3e2201000000', 'hex') }
    const nested = { name: '转发.eml', type: 'message/rfc822', content: aMail({ subject: '原来的信' }) }
    const taken = await arrives(aMail({ parts: [tnef, nested] }))
    const { body: found } = await admin.get(`/cases/${taken.case.id}`)
    expect(found.files).toMatchObject([{ name: '转发.eml', contentType: 'text/plain' }])
    const notes = (await timelineOf(taken.case.id)).filter((event: { kind: string }) => event.kind === 'case.noted')
    expect(notes[0].text).toContain('winmail.dat（类型不支持）')
  })

  test('of 10 MB, of none, of no Message-ID', async () => {
    const large = await arrives(aMail({ parts: [{ name: '现场.png', type: 'image/png', content: aPicture(10 * 1024 * 1024) }] }))
    expect(large).toMatchObject({ state: 'processed', files: 1 })
    expect(await arrives(aMail({ text: '', subject: '', messageId: null, from: 'wu@example.com' }))).toMatchObject({ state: 'processed' })
  })
})

describe('mail to customers of other doors', () => {
  const threadsAfter = async (more: object, wechat: boolean) => {
    const { caseId: id } = await aRegisteredCase(admin)
    const inTenant = world.deps.database.tenant(world.tenantId)
    await inTenant.transaction().execute(async (tx) => {
      const act = { tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }
      if (wechat) await keepThread(act, id, { door: 'wechat', accountId: null, thread: `o${counter}`, address: `o${counter}` })
      await queueMessage(act, { door: 'email', to: `wu${counter}@example.com`, caseId: id, urgent: true, ...more } as ToQueue)
    })
    await world.settle()
    expect(post.mails.flatMap(({ to }) => to)).toContain(`wu${counter}@example.com`)
    const rows = inTenant
      .selectFrom('case_thread')
      .select(['door', 'takes_no_answers'])
      .where('case_id', '=', id)
      .where('door', '=', 'email')
    return (await rows.execute()).map(({ takes_no_answers }) => takes_no_answers)
  }
  const message = { kind: 'message', subject: '回复', text: '已安排师傅' }
  test('a one-time code keeps no thread', async () => {
    expect(await threadsAfter({ kind: 'code', variables: { number: '7K2M-9QX4', code: '123456', minutes: '10' } }, false)).toEqual([])
  })
  test('one mail to a customer of WeChat does not move the answers to mail; where there is no other way it does', async () => {
    expect(await threadsAfter(message, true)).toEqual([true])
    counter += 1
    expect(await threadsAfter(message, false)).toEqual([false])
  })
})

describe('mail that is not taken at its word (隔离)', () => {
  test('the token from a stranger waits for somebody; so does one that nobody signed', async () => {
    const first = await arrives(aMail())
    const answer = await staffWrites(first.case.id, '已收到')
    const before = await timelineOf(first.case.id)
    const stranger = await arrives(aMail({ from: 'other@evil.example', subject: answer.subject, text: '请把退款打到这个账号' }))
    expect(stranger).toMatchObject({ state: 'quarantined', reason: 'stranger', case: null })
    expect((await admin.get(`/mails/${stranger.id}`)).body).toMatchObject({
      threadCase: { id: first.case.id },
      text: '请把退款打到这个账号',
      can: { release: true, file: true },
    })
    const forged = answer.subject.replace(/z-./, (start) => `z-${start.endsWith('0') ? '1' : '0'}`)
    expect(await arrives(aMail({ subject: forged }))).toMatchObject({ state: 'quarantined', reason: 'forgedToken' })
    expect(await timelineOf(first.case.id)).toHaveLength(before.length)
  })

  test('a sender the own mail server found false', async () => {
    const headers = ['Authentication-Results: mx.us.example; dmarc=fail header.from=bank.example']
    expect(await arrives(aMail({ from: 'boss@bank.example', headers }))).toMatchObject({ state: 'quarantined', reason: 'spoofed' })
    const liar = ['Authentication-Results: mx.liar.example; dmarc=pass', 'Authentication-Results: mx.us.example; dmarc=fail']
    expect(await arrives(aMail({ from: 'boss@bank.example', headers: liar }))).toMatchObject({ state: 'quarantined', reason: 'spoofed' })
    expect(await arrives(aMail({ from: 'a@bank.example\r\nFrom: b@bank.example' }))).toMatchObject({
      state: 'quarantined',
      reason: 'manySenders',
    })
  })

  test('an out-of-office answer makes no case, no message and no answer', async () => {
    const first = await arrives(aMail({ from: 'away@example.com' }))
    const answer = await staffWrites(first.case.id, '已受理')
    const before = { cases: await caseCount(), events: (await timelineOf(first.case.id)).length, mails: post.mails.length }
    const away = aMail({
      from: 'away@example.com',
      subject: '自动回复',
      text: '我在休假',
      references: [String(answer.messageId)],
      headers: ['Auto-Submitted: auto-replied'],
    })
    expect(await arrives(away)).toMatchObject({ state: 'ignored', reason: 'automatic' })
    expect(await arrives(aMail({ headers: ['List-Id: <news.example.com>', 'Precedence: bulk'] }))).toMatchObject({ state: 'ignored' })
    expect(await arrives(aMail({ from: 'Service <service@us.example>' }))).toMatchObject({ state: 'ignored', reason: 'ownMail' })
    expect({ cases: await caseCount(), events: (await timelineOf(first.case.id)).length, mails: post.mails.length }).toEqual(before)
  })

  test('whose server wants no automatic answers gets none, and is answered by people', async () => {
    const first = await arrives(aMail({ from: 'firm@example.com', headers: ['X-Auto-Response-Suppress: DR, OOF, AutoReply'] }))
    await world.settle()
    expect(post.mails).toEqual([])
    expect((await staffWrites(first.case.id, '您好')).text).toMatch(/^您好\n/)
  })

  test('a storm of 200 mails makes ten cases, and the rest waits', async () => {
    const before = await caseCount()
    for (let count = 0; count < 200; count++) mailbox.deliver(aMail({ from: 'storm@example.com', subject: `第 ${count} 封` }))
    await world.settle()
    expect(await caseCount()).toBe(before + 10)
    const held = (await mailsOf('&state=quarantined')).filter((row: { reason: string }) => row.reason === 'tooManyFromSender')
    expect(held).toHaveLength(190)
  })

  test('what is no mail at all is kept for somebody to look at, and the next one goes on', async () => {
    mailbox.deliver(`From: a@example.com\r\nX-Long: ${'x'.repeat(300_000)}\r\n\r\nhello`)
    const broken = mailbox.deliver(aMail({ subject: 'on the broken disk' }))
    mailbox.withhold(broken)
    const last = await arrives(aMail({ subject: '后面的信', from: 'next@example.com' }))
    expect(last).toMatchObject({ state: 'processed' })
    const failed = await mailsOf('&state=failed')
    expect(failed.slice(0, 2)).toMatchObject([{ reason: 'unreadable' }, { reason: 'unreadable' }])
  })
})

describe('nothing twice, nothing lost', () => {
  test('a mail that kills whoever reads it is given up after five tries, and the next one goes on', async () => {
    const killed = await arrives(aMail({ subject: '读到就死' }))
    const inTenant = world.deps.database.tenant(world.tenantId)
    const deadAfter = (tries: number) =>
      inTenant
        .updateTable('incoming_mail')
        .set({ state: 'received', tries, decided_at: null, next_try_at: null, message_id_hash: null })
        .where('id', '=', killed.id)
        .execute()
    await deadAfter(4)
    await world.settle()
    expect(await newest()).toMatchObject({ id: killed.id, state: 'processed' })
    const { tries } = await inTenant.selectFrom('incoming_mail').select('tries').where('id', '=', killed.id).executeTakeFirstOrThrow()
    expect(tries).toBe(5)
    await deadAfter(5)
    mailbox.deliver(aMail({ from: 'after@example.com' }))
    await world.settle()
    expect((await mailsOf('&state=failed')).find((row: { id: string }) => row.id === killed.id)).toMatchObject({ reason: 'keepsFailing' })
    expect(await newest()).toMatchObject({ state: 'processed', sender: expect.stringContaining('a***@example.com') })
  })

  test('a mailbox that was numbered anew, and the same mail to two of our addresses', async () => {
    const first = await arrives(aMail({ messageId: 'twice@example.com' }))
    const before = await caseCount()
    mailbox.renumber()
    await world.settle()
    expect(await caseCount()).toBe(before)
    const again = await arrives(aMail({ messageId: 'twice@example.com' }))
    expect(again).toMatchObject({ state: 'ignored', reason: 'seenBefore' })
    expect(await arrives(aMail({ messageId: 'twice@example.com', from: 'thief@example.com' }))).toMatchObject({ reason: 'messageIdReused' })
    expect(first.state).toBe('processed')
  })

  test('a mail that came back is marked at the message that did not arrive', async () => {
    const first = await arrives(aMail({ from: 'gone2@example.com' }))
    const sent = await staffWrites(first.case.id, '您好')
    const report = (messageId: string) =>
      [
        'From: MAILER-DAEMON@mx.example.com',
        'Return-Path: <>',
        'Message-ID: <dsn@mx.example.com>',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
        '',
        '--x',
        '',
        'user unknown',
        '--x',
        'Content-Type: message/delivery-status',
        '',
        'Action: failed',
        'Status: 5.1.1',
        '--x',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: <${messageId}>`,
        '--x--',
      ].join('\r\n')
    expect(await arrives(report(String(sent.messageId)))).toMatchObject({ state: 'processed', reason: 'bounce' })
    const row = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('outgoing_message')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'failed', last_error: '退信 5.1.1' })
    expect(await arrives(report('unknown@elsewhere').replace('dsn@', 'dsn2@'))).toMatchObject({ state: 'ignored', reason: 'automatic' })
  })
})

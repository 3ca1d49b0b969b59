import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../../../test/builders.ts'
import { anImapServer } from '../../../../test/fake-imap-server.ts'
import { aMailServer } from '../../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../../test/harness.ts'
import { aMail, aMailAccount, aPicture } from '../../../../test/mails.ts'
import { forgetRawMails } from '../keep/forget-raw.ts'
import { readMail } from '../read/parse.ts'

let world: World
let admin: Client
let supervisor: Client
let mailbox: Awaited<ReturnType<typeof anImapServer>>
let post: Awaited<ReturnType<typeof aMailServer>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  supervisor = await aPerson(world, admin, 'supervisor')
  mailbox = await anImapServer({ clock: world.clock.now })
  post = await aMailServer()
  await aMailAccount(world, admin, { mailbox, post }, { trustedAuthServer: 'mx.us.example', withoutAuthentication: 'quarantine' })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
  await post.close()
})
beforeEach(() => {
  mailbox.mails.length = 0
})

const passed = ['Authentication-Results: mx.us.example; dmarc=pass']
async function arrives(raw: Buffer) {
  mailbox.deliver(raw)
  await world.settle()
  return (await admin.get('/mails?limit=1')).body.rows[0]
}
const timelineOf = async (caseId: string) => (await admin.get(`/cases/${caseId}/timeline`)).body.rows
const reason = '已电话核实'

describe('deciding on held mail (隔离的来信)', () => {
  test('one nobody checked is released as a new complaint, with its files, and followed up in its own thread', async () => {
    const held = await arrives(
      aMail({ text: '电话 13912341234 没有人接', parts: [{ name: '照片.png', type: 'image/png', content: aPicture() }] }),
    )
    expect(held).toMatchObject({ state: 'quarantined', reason: 'unproven', files: 1 })
    const { body: detail } = await supervisor.get(`/mails/${held.id}`)
    expect(detail).toMatchObject({
      text: '电话 139****1234 没有人接',
      fileNames: ['照片.png'],
      authentication: 'none',
      can: { release: true, openRaw: true },
    })
    expect((await supervisor.get('/mails')).body.waiting).toEqual({ quarantined: 1, failed: 0 })

    const { status, body } = await supervisor.post(`/mails/${held.id}/releases`, { reason })
    expect(status).toBe(201)
    expect((await admin.get(`/cases/${body.caseId}`)).body).toMatchObject({ channel: 'email', files: [{ name: '照片.png' }] })
    expect((await admin.get(`/mails/${held.id}`)).body).toMatchObject({
      state: 'processed',
      reason: 'released',
      decisionReason: reason,
      case: { number: body.number },
    })
    expect(await supervisor.post(`/mails/${held.id}/releases`, { reason })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    })
  })

  test('one under the Message-ID of an earlier mail is a complaint of its own when it is released', async () => {
    const first = await arrives(aMail({ messageId: 'same@example.com', headers: passed }))
    const held = await arrives(aMail({ messageId: 'same@example.com', from: 'zhao@example.com', text: '冰箱不制冷', headers: passed }))
    expect(held).toMatchObject({ reason: 'messageIdReused' })
    const { status, body } = await supervisor.post(`/mails/${held.id}/releases`, { reason })
    expect(status).toBe(201)
    expect(body.caseId).not.toBe(first.case.id)
    expect((await admin.get(`/cases/${body.caseId}`)).body).toMatchObject({ text: expect.stringContaining('冰箱不制冷') })
  })

  test('a stranger with the token is filed with the case; known from then on, and answers still go to the customer', async () => {
    const first = await arrives(aMail({ headers: passed }))
    await world.settle()
    const notice = await readMail(Buffer.from((post.mails.at(-1)?.data ?? '').replaceAll('\n', '\r\n')))
    const wife = (text: string) => aMail({ from: 'wife@example.org', subject: notice.subject, text, headers: passed })
    const held = await arrives(wife('我是他家人，他住院了'))
    expect(held).toMatchObject({ reason: 'stranger' })

    const filing = { case: first.case.number, knowSender: true, reason }
    expect(await supervisor.post(`/mails/${held.id}/filings`, filing)).toMatchObject({ status: 201, body: { caseId: first.case.id } })
    expect(await arrives(wife('请改打这个电话'))).toMatchObject({ state: 'processed', case: { id: first.case.id } })
    const said = (await timelineOf(first.case.id)).filter((event: { kind: string }) => event.kind === 'case.messageReceived')
    expect(said.map((event: { text: string }) => event.text)).toEqual(['我是他家人，他住院了', '请改打这个电话'])
    expect(await supervisor.post(`/mails/${held.id}/filings`, filing)).toMatchObject({ status: 409 })
  })

  test('filing a mail with a case of another way in leaves where its answers go', async () => {
    const { caseId: id } = await aRegisteredCase(admin, { complainant: { name: '李丽', email: 'own@example.com' } })
    const held = await arrives(aMail({ from: 'neighbour@example.org' }))
    const filing = { case: id, knowSender: true, reason }
    expect(await supervisor.post(`/mails/${held.id}/filings`, filing)).toMatchObject({ status: 201 })
    expect((await admin.get(`/cases/${id}/outgoing`)).body.door).toEqual({ door: 'email', to: 'o***@example.com' })
  })

  test('one that is deleted keeps its line, and its words are gone with the file', async () => {
    const held = await arrives(aMail({ subject: '中奖通知' }))
    const row = () =>
      world.deps.database.tenant(world.tenantId).selectFrom('incoming_mail').selectAll().where('id', '=', held.id).executeTakeFirstOrThrow()
    const { storage_name: stored } = await row()
    expect(await supervisor.post(`/mails/${held.id}/removal`, { reason: '诈骗邮件' })).toMatchObject({ status: 204 })
    expect(await row()).toMatchObject({
      state: 'deleted',
      storage_name: null,
      raw_key_cipher: null,
      head_cipher: null,
      subject_masked: '中奖通知',
    })
    // The file goes when the answer has been given.
    const whatIsLeft = () => world.deps.files.read(String(stored)).toArray()
    await expect.poll(() => whatIsLeft().catch(({ code }) => code)).toBe('ENOENT')
    expect((await supervisor.get(`/mails/${held.id}`)).body).toMatchObject({ text: null, can: { release: false, openRaw: false } })
    const { body } = await admin.get('/audit/records?kind=mail.removed')
    expect(body.rows[0]).toMatchObject({ reason: '诈骗邮件' })
  })

  test('the raw form of what was processed goes after the days that are set; the line stays, and what waits keeps it', async () => {
    const held = await arrives(aMail({ subject: '很久以前' }))
    const waiting = await arrives(aMail({ subject: '还没有人看' }))
    await supervisor.post(`/mails/${held.id}/releases`, { reason })
    const rawOf = async (id: string) =>
      await world.deps.database
        .tenant(world.tenantId)
        .selectFrom('incoming_mail')
        .select(['storage_name', 'raw_key_cipher', 'subject_masked'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    await forgetRawMails(world.deps, world.tenantId)
    expect((await rawOf(held.id)).storage_name).not.toBeNull()
    world.clock.moveMinutes(181 * 24 * 60)
    await forgetRawMails(world.deps, world.tenantId)
    expect(await rawOf(held.id)).toEqual({ storage_name: null, raw_key_cipher: null, subject_masked: '很久以前' })
    expect((await rawOf(waiting.id)).storage_name).not.toBeNull()
    world.clock.moveMinutes(-181 * 24 * 60)
  })

  test('a mail nobody could read is not read for a page, nor to decide on it', async () => {
    const held = await arrives(aMail({ subject: '致命来信' }))
    await world.deps.database
      .tenant(world.tenantId)
      .updateTable('incoming_mail')
      .set({ head_cipher: null })
      .where('id', '=', held.id)
      .execute()
    expect((await supervisor.get(`/mails/${held.id}`)).body).toMatchObject({ text: null, can: { release: false, openRaw: true } })
    expect(await supervisor.post(`/mails/${held.id}/releases`, { reason })).toMatchObject({ status: 400 })
  })

  test('the raw mail is opened with a reason by who may see personal data, and lies encrypted', async () => {
    const held = await arrives(aMail({ text: '请查看 secret words' }))
    const row = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('incoming_mail')
      .select('storage_name')
      .where('id', '=', held.id)
      .executeTakeFirstOrThrow()
    expect(Buffer.concat(await world.deps.files.read(String(row.storage_name)).toArray()).includes('Subject')).toBe(false)
    const opened = await supervisor.get(`/mails/${held.id}/raw?reason=${encodeURIComponent('核对发件人')}`)
    expect(opened.status).toBe(200)
    expect(opened.headers['content-disposition']).toContain('attachment')
    expect(String(opened.body)).toContain('Subject:')
    expect(await supervisor.get(`/mails/${held.id}/raw`)).toMatchObject({ status: 400 })
    expect((await admin.get('/audit/records?kind=mail.opened')).body.rows).toHaveLength(1)
  })

  test('agents do not see mail', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.get('/mails')).toMatchObject({ status: 403 })
  })
})

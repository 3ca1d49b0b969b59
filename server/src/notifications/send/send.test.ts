import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aMailServer, textOf } from '../../../test/fake-mail-server.ts'
import { aRobotServer } from '../../../test/fake-robot-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { sendMail } from '../../platform/mail.ts'
import { deliverNotices, noticeJobs } from '../index.ts'
import { robotCall } from './robot-formats.ts'

let world: World
let admin: Client
let unitId: string
let lin: Awaited<ReturnType<typeof aPerson>>
let post: Awaited<ReturnType<typeof aMailServer>>
let group: Awaited<ReturnType<typeof aRobotServer>>

beforeAll(async () => {
  post = await aMailServer()
  group = await aRobotServer()
  world = await aWorld()
  Object.assign(world.deps.config, {
    smtpUrl: post.url,
    smtpFrom: '治未 <notice@example.com>',
    outgoingAllow: [group.host],
  })
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  lin = await aPerson(world, admin, 'handler', unitId)
  await lin.put('/notice-preference', {
    app: true,
    mail: true,
    robot: true,
    mailAddress: 'lin@example.com',
    quietFrom: 22 * 60,
    quietTo: 7 * 60,
    version: 0,
  })
})
afterAll(async () => {
  await world.close()
  await post.close()
  await group.close()
})

const sweep = async () => {
  await world.settle()
  await deliverNotices(world.deps, world.tenantId)
}
const work = () => runJobsOnce(world.deps, noticeJobs)

describe('mail (邮件)', () => {
  test('everything that waits is one mail, with number, stage, due time and link, and nobody’s name', async () => {
    const cases = [await aCaseIn('dispatched', admin, unitId), await aCaseIn('dispatched', admin, unitId)]
    await sweep()
    await work()
    expect(post.mails).toHaveLength(1)
    const [mail] = post.mails
    if (!mail) throw new Error('no mail')
    expect(mail.to).toEqual(['lin@example.com'])
    const text = textOf(mail)
    expect(text).toContain('派单 2')
    for (const { id, number } of cases) {
      expect(text).toContain(number)
      expect(text).toContain(`http://127.0.0.1:3000/cases/${id}`)
    }
    expect(mail.data + text).not.toMatch(/王小明|1391234|空调安装/)

    await sweep()
    await work()
    expect(post.mails).toHaveLength(1)
  })

  test('a job that ran to its end is not sent again, and one that failed is tried again', async () => {
    post.mails.length = 0
    await aCaseIn('dispatched', admin, unitId)
    await sweep()
    const digest = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('notice_digest')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const data = { tenantId: world.tenantId, digestId: digest.id }
    const job = noticeJobs['notifications.mail']
    if (!job) throw new Error('no job')
    post.refuseNext(1)
    await expect(job(world.deps, data, new AbortController().signal)).rejects.toThrow()
    expect(post.mails).toHaveLength(0)
    await job(world.deps, data, new AbortController().signal)
    await job(world.deps, data, new AbortController().signal)
    expect(post.mails).toHaveLength(1)
    expect(post.mails[0]?.data).toContain(`Message-ID: <${digest.id}@zhiwei>`)
    await work()
    expect(post.mails).toHaveLength(1)
  })

  test('quiet hours hold it back until they are over', async () => {
    post.mails.length = 0
    world.clock.set('2026-11-02T15:00:00Z') // 23:00 in Shanghai
    admin = await signedInAs(world)
    await aCaseIn('dispatched', admin, unitId)
    await sweep()
    await work()
    expect(post.mails).toHaveLength(0)
    world.clock.set('2026-11-02T23:00:00Z') // 07:00
    await sweep()
    await work()
    expect(post.mails).toHaveLength(1)
    admin = await signedInAs(world)
  })

  test('the test button sends to one’s own address', async () => {
    post.mails.length = 0
    const again = await signedInAs(world, lin.username, 'a good long password')
    expect(await again.post('/notice-preference/tests')).toMatchObject({ status: 200, body: { sent: true } })
    expect(post.mails[0]?.to).toEqual(['lin@example.com'])
  })

  test('a mailbox that the server does not know fails with its words, without the address', async () => {
    const sending = sendMail(world.deps.config, { to: 'gone@example.com', subject: '测试', text: '测试', messageId: '<1@zhiwei>' })
    const error = await sending.catch((refusal: Error) => refusal)
    expect(error).toMatchObject({ message: expect.stringContaining('550 5.1.1') })
    expect(inspect(error)).not.toContain('gone@')
  })

  test('nobody sends tests without end', async () => {
    const again = await signedInAs(world, lin.username, 'a good long password')
    const statuses: number[] = []
    for (let at = 0; at < 12; at++) statuses.push((await again.post('/notice-preference/tests')).status)
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(10)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('robots of groups (群机器人)', () => {
  const robotAt = async (kind: string, more: object = {}) =>
    (await admin.post('/robots', { name: kind, kind, address: group.address(kind), ...more })).body
  const off = (robot: { id: string; version: number }) => admin.patch(`/robots/${robot.id}`, { active: false, version: robot.version })
  const testOf = async (robot: { id: string }) => (await admin.post(`/robots/${robot.id}/tests`)).body

  test('企业微信 is told in markdown', async () => {
    const robot = await robotAt('wecom')
    expect(robot).toMatchObject({ host: group.host, hasSecret: false })
    expect(JSON.stringify(robot)).not.toContain(group.address('wecom'))
    expect(await testOf(robot)).toEqual({ sent: true, error: null })
    expect(group.calls.at(-1)).toMatchObject({
      path: '/wecom',
      body: { msgtype: 'markdown', markdown: { content: expect.stringContaining('测试通知') } },
    })
    await off(robot)
  })

  test('钉钉 is signed in the address', async () => {
    const robot = await robotAt('dingtalk', { secret: 'SECabc' })
    expect(await testOf(robot)).toEqual({ sent: true, error: null })
    const call = group.calls.at(-1)
    const timestamp = call?.query.get('timestamp') ?? ''
    expect(call?.query.get('sign')).toBe(createHmac('sha256', 'SECabc').update(`${timestamp}\nSECabc`).digest('base64'))
    expect(call?.body).toMatchObject({ msgtype: 'markdown', markdown: { title: '治未：测试通知' } })
    await off(robot)
  })

  test('飞书 is signed in the body', async () => {
    const robot = await robotAt('feishu', { secret: 'abc' })
    expect(await testOf(robot)).toEqual({ sent: true, error: null })
    const { timestamp, sign, msg_type } = group.calls.at(-1)?.body ?? {}
    expect(msg_type).toBe('text')
    expect(sign).toBe(createHmac('sha256', `${timestamp}\nabc`).update('').digest('base64'))
    await off(robot)
  })

  test('what a group’s people were told is one message a sweep; another unit’s group hears nothing', async () => {
    const other = (await aUnit(admin, '物流部')).id
    const [ours, theirs] = [await robotAt('wecom', { unitId }), await robotAt('wecom', { unitId: other })]
    group.calls.length = 0
    const { number } = await aCaseIn('dispatched', admin, unitId)
    await sweep()
    await work()
    expect(group.calls).toHaveLength(1)
    expect(JSON.stringify(group.calls[0]?.body)).toContain(number)
    for (const robot of [ours, theirs]) await off(robot)
  })

  test('a refusal answered with 200 is a failure, told on the robot’s row', async () => {
    const robot = await robotAt('wecom')
    group.answer({ errcode: 93000, errmsg: 'invalid webhook url' })
    expect(await testOf(robot)).toEqual({ sent: false, error: expect.stringContaining('93000') })
    group.answer(undefined)
    const { body } = await admin.get('/robots')
    expect(body.rows.find(({ id }: { id: string }) => id === robot.id)).toMatchObject({ lastError: expect.stringContaining('93000') })
    expect(body.mail).toEqual({ available: true, from: '治未 <notice@example.com>' })
    await off(robot)
  })

  test('a group that was told too often is left alone for ten minutes, and then hears it', async () => {
    const robot = await robotAt('dingtalk', { unitId })
    group.answer({ errcode: 130101, errmsg: 'send too fast' })
    await aCaseIn('dispatched', admin, unitId)
    await sweep()
    group.calls.length = 0
    await work()
    expect(group.calls).toHaveLength(1)
    group.answer(undefined)
    await work()
    expect(group.calls).toHaveLength(1)
    await world.deps.database.pool.query(
      "update pgboss.job set start_after = now() where name = 'notifications.robot' and state = 'created'",
    )
    await work()
    expect(group.calls).toHaveLength(2)
    const { body } = await admin.get('/robots')
    expect(body.rows.find(({ id }: { id: string }) => id === robot.id)).toMatchObject({ lastError: null })
    await off(robot)
  })

  test('飞书 takes 20 KB a call: what is longer is cut at a line, the link stays', () => {
    const said = {
      subject: '治未',
      lines: Array.from({ length: 500 }, (_, at) => `第 ${at} 行：临近时限的工单`),
      link: 'https://zhiwei.example.com/notices',
    }
    const { body } = robotCall({ kind: 'feishu', address: group.address('feishu'), secret: null }, said, world.clock.now())
    const { text } = (body as { content: { text: string } }).content
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(20_000)
    expect(text.endsWith(said.link)).toBe(true)
  })

  test('an address inside one’s own network is never called', async () => {
    group.calls.length = 0
    world.deps.config.outgoingAllow = []
    const robot = await robotAt('wecom', { address: `https://${group.host}/wecom` })
    expect(await testOf(robot)).toEqual({ sent: false, error: '地址指向内部网络，不允许访问' })
    expect(group.calls).toEqual([])
    await admin.delete(`/robots/${robot.id}`)
    expect(await lin.get('/robots')).toMatchObject({ status: expect.any(Number) })
  })
})

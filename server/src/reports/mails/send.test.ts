import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aMailServer } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { periodicReportJobs } from '../jobs.ts'

let world: World
let admin: Client
let post: Awaited<ReturnType<typeof aMailServer>>
const roleIds: string[] = []

/** Somebody of a role, with a mail address. */
async function aReader(role: string, mailAddress: string | null) {
  const person = await aPerson(world, admin, role)
  if (mailAddress) {
    const preference = { app: true, mail: false, robot: false, mailAddress, quietFrom: null, quietTo: null, version: 0 }
    expect(await person.put('/notice-preference', preference)).toMatchObject({ status: 200 })
  }
  const { body } = await admin.get('/roles')
  roleIds.push(body.rows.find(({ code }: { code: string }) => code === role).id)
}

beforeAll(async () => {
  post = await aMailServer()
  world = await aWorld()
  Object.assign(world.deps.config, { smtpUrl: post.url, smtpFrom: '治未 <notice@example.com>' })
  admin = await signedInAs(world)
  const unitId = (await aUnit(admin, '安装部')).id
  await aReader('supervisor', 'fang@example.com')
  await aReader('manager', null)
  await aReader('handler', 'lin@example.com')
  for (const status of ['accepted', 'closed', 'closed']) await aCaseIn(status, admin, unitId)
  await world.settle()
})
afterAll(async () => {
  await world.close()
  await post.close()
})

async function later(instant: string) {
  world.clock.set(instant)
  admin = await signedInAs(world)
}
async function work() {
  for (let round = 0; round < 3; round++) await world.settle()
  await runJobsOnce(world.deps, periodicReportJobs)
}
const schedule = {
  ...{ kind: 'weekly', language: 'zh-CN', active: true, workingDay: 1, atMinutes: 8 * 60, outside: [], formats: ['pdf', 'xlsx'] },
}
const reports = async () => (await admin.get('/periodic-reports?kind=weekly')).body.rows

describe('a report by schedule (定时发送)', () => {
  test('arrives once, on the working day and at the hour, with its files', async () => {
    await later('2026-11-27T02:00:00Z')
    expect(await admin.post('/report-schedules', { ...schedule, roleIds })).toMatchObject({ status: 201 })
    await work()
    expect(await reports()).toEqual([])
    // Monday, a minute to eight in Shanghai.
    await later('2026-11-29T23:59:00Z')
    await work()
    expect(await reports()).toEqual([])

    await later('2026-11-30T00:00:00Z')
    await work()
    expect(await reports()).toMatchObject([{ state: 'ready', fromDay: '2026-11-23', toDay: '2026-11-29', askedBy: null }])
    expect(post.mails.map(({ to }) => to)).toEqual([['fang@example.com']])
    const [{ data } = { data: '' }] = post.mails
    expect(data).toContain('filename=report-weekly-2026-11-23-2026-11-29.pdf')
    expect(data).toContain('filename=report-weekly-2026-11-23-2026-11-29.xlsx')
    // %PDF-
    expect(data).toContain('JVBERi0')

    for (const instant of ['2026-11-30T01:00:00Z', '2026-12-01T00:00:00Z', '2026-12-06T02:00:00Z']) {
      await later(instant)
      await work()
    }
    expect(post.mails).toHaveLength(1)
    expect(await reports()).toHaveLength(1)
  })

  test('whoever has no address or may read no reports is not sent it, and the report says why', async () => {
    const [{ id }] = await reports()
    const { mailLog } = (await admin.get(`/periodic-reports/${id}`)).body
    expect(mailLog.map(({ state, error }: { state: string; error: string | null }) => [state, error]).toSorted()).toEqual([
      ['failed', '这名同事没有在“通知设置”里填写邮箱'],
      ['failed', '这名同事没有查看报告的权限'],
      ['sent', null],
    ])
  })

  test('a mail server that is busy gets it again, and once', async () => {
    post.mails.length = 0
    post.refuseNext(1)
    await later('2026-12-07T00:00:00Z')
    await expect(work()).rejects.toThrow()
    expect(post.mails).toHaveLength(0)
    const [{ id }] = await reports()
    const mail = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('report_mail')
      .select('id')
      .where('report_id', '=', id)
      .where('state', '=', 'waiting')
      .where('tries', '=', 1)
      .executeTakeFirstOrThrow()
    const send = () =>
      periodicReportJobs['reports.mail']?.(world.deps, { tenantId: world.tenantId, mailId: mail.id }, new AbortController().signal)
    await send()
    await send()
    expect(post.mails.map(({ to }) => to)).toEqual([['fang@example.com']])
  })

  test('addresses outside are taken only where the company allows them', async () => {
    const outside = ['regulator@example.org']
    expect(await admin.post('/report-schedules', { ...schedule, roleIds: [], outside })).toMatchObject({ status: 400 })
    const { version } = (await admin.get('/report-mail-settings')).body
    expect(await admin.put('/report-mail-settings', { outsideAllowed: true, sends: 'file', version })).toMatchObject({ status: 200 })
    expect(await admin.post('/report-schedules', { ...schedule, roleIds: [], outside })).toMatchObject({ status: 201 })
    expect(await admin.post('/report-schedules', { ...schedule, roleIds: [] })).toMatchObject({ status: 400 })
  })
})

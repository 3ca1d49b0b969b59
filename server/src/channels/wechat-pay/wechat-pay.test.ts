import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWechatPayServer } from '../../../test/fake-wechat-pay-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { channelSources } from '../../channels-sources.ts'
import { jobs } from '../../jobs.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { fetchFromDoors } from '../index.ts'

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let world: World
let admin: Client
let pay: Awaited<ReturnType<typeof aWechatPayServer>>
let accountId: string

beforeAll(async () => {
  pay = await aWechatPayServer()
  world = await aWorld()
  world.deps.config.outgoingAllow = ['127.0.0.1']
  admin = await signedInAs(world)
  const settings = {
    mchId: '1900000001',
    serialNo: '5157F09EFDC096DE15EBE81A47057A72',
    // As a form in one line hands it in.
    privateKey: pay.merchantKey.replaceAll('\n', ' '),
    apiV3Key: pay.apiV3Key,
    platformSerial: 'PUB_KEY_ID_1',
    platformKey: pay.platformKey,
    base: pay.base,
  }
  const made = await admin.post('/channels/accounts', { door: 'wechatPay', name: '微信支付', settings })
  expect(made).toMatchObject({ status: 201, body: { secrets: ['privateKey', 'apiV3Key'] } })
  accountId = made.body.id
})
afterAll(async () => {
  await world.close()
  await pay.close()
})

const seconds = () => Math.floor(world.clock.now().getTime() / 1_000)
const post = (payload: string, headers: Record<string, string> = pay.signedHeaders(payload, seconds())) =>
  world.app.inject({
    method: 'POST',
    url: `/p/default/channels/${accountId}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  })
const fetchAll = () => fetchFromDoors(channelSources)(world.deps, world.tenantId)
const casesOf = async (q: string) => (await admin.get(`/cases?q=${encodeURIComponent(q)}`)).body.rows

function complain(id: string, text: string, more: Record<string, unknown> = {}) {
  pay.complaints.set(id, {
    complaint_id: id,
    complaint_time: '2026-11-02T09:30:00+08:00',
    complaint_detail: text,
    complainted_mchid: '1900000001',
    complaint_state: 'PENDING',
    payer_phone: pay.sealPhone('13900001111'),
    payer_openid: `o${id}`,
    complaint_order_info: [{ transaction_id: `42000${id}`, out_trade_no: `own${id}`, amount: 12_900 }],
    problem_type: 'REFUND',
    apply_refund_amount: 12_900,
    user_complaint_times: 1,
    incoming_user_response: false,
    ...more,
  })
}
const step = (id: string, log: string, type: string, text: string, at = '2026-11-02T09:40:00+08:00') =>
  pay.steps.set(id, [
    ...(pay.steps.get(id) ?? []),
    { log_id: log, operator: '投诉人', operate_time: at, operate_type: type, operate_details: text },
  ])

describe('微信支付消费者投诉 2.0', () => {
  test('a check names the address that notices must go to', async () => {
    const { body } = await admin.post(`/channels/accounts/${accountId}/checks`)
    expect(body).toMatchObject({ ok: true })
    expect(body.said).toContain(`/p/default/channels/${accountId}`)
  })

  test('a complaint enters by a notice and comes out answered and completed with the platform', async () => {
    complain('2001', '买的空气炸锅用了两天就坏了，商家不理', {
      complaint_media_list: [
        {
          media_type: 'USER_COMPLAINT_IMAGE',
          media_url: ['https://api.mch.weixin.qq.com/v3/merchant-service/images/pic1', 'http://169.254.169.254/latest/meta-data'],
        },
      ],
    })
    pay.images.set('pic1', onePixel)
    expect(await post(pay.notice('2001'))).toMatchObject({ statusCode: 200, body: '{"code":"SUCCESS"}' })
    await world.settle()

    const [found] = await casesOf('空气炸锅')
    const complaintCase = (await admin.get(`/cases/${found.id}`)).body
    expect(complaintCase).toMatchObject({
      channel: 'wechat',
      amountFen: 12_900,
      remedySought: '申请退款 129.00 元',
      externalId: 'wechatPay:2001',
    })
    expect(complaintCase.files).toHaveLength(1)
    expect(await admin.post(`/cases/${found.id}/reveals`, { field: 'phone', reason: '回电' })).toMatchObject({
      body: { value: '13900001111' },
    })

    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '已为您全额退款 129 元，原路退回。' })
    await world.settle()
    await world.settle()
    const told = pay.asksOf('/2001/response').map(({ body }) => body)
    expect(told).toContainEqual(
      expect.objectContaining({ complainted_mchid: '1900000001', response_content: expect.stringContaining('全额退款') }),
    )

    await admin.post(`/cases/${found.id}/followUps`, { verdict: 'resolved', satisfaction: 5 })
    await admin.post(`/cases/${found.id}/rootCauses`, { code: 'people.process', text: '质检漏检' })
    expect((await admin.post(`/cases/${found.id}/closure`)).status).toBe(201)
    await world.settle()
    await runJobsOnce(world.deps, jobs)
    expect(pay.asksOf('/2001/complete')).toHaveLength(1)
    expect(pay.complaints.get('2001')?.complaint_state).toBe('PROCESSED')
  })

  test('what the customer writes there later comes onto the case once; continued after its end it is a new one', async () => {
    complain('2002', '充值没有到账')
    await post(pay.notice('2002'))
    await fetchAll()
    const [found] = await casesOf('充值没有到账')
    step('2002', 'log1', 'USER_RESPONSE', '已经三天了，什么时候处理？')
    step('2002', 'log2', 'MERCHANT_RESPONSE', '我们自己的回复')
    for (let at = 0; at < 3; at++) {
      await post(pay.notice('2002', { action: 'USER_RESPONSE' }))
      await fetchAll()
    }
    const timeline = JSON.stringify((await admin.get(`/cases/${found.id}/timeline`)).body)
    expect(timeline.split('什么时候处理').length - 1).toBe(1)
    expect(timeline).not.toContain('我们自己的回复')

    await admin.post(`/cases/${found.id}/withdrawal`, { reason: '客户已撤诉' })
    step('2002', 'log3', 'USER_SUBMIT_SATISFACTION', '不满意')
    step('2002', 'log4', 'USER_CONTINUE_COMPLAINT', '还是没有到账，我要继续投诉')
    await post(pay.notice('2002'))
    await fetchAll()
    const rows = await casesOf('还是没有到账')
    expect(rows).toHaveLength(1)
    expect(rows[0].id).not.toBe(found.id)
    expect(JSON.stringify((await admin.get(`/cases/${found.id}/timeline`)).body)).not.toContain('不满意')
  })

  test('a notice that never came is found by the list; one dealt with elsewhere makes no case', async () => {
    complain('2003', '错过的通知：会员自动续费没有告知')
    complain('2004', '早已处理完的投诉', { complaint_state: 'PROCESSED' })
    world.clock.moveMinutes(11)
    await fetchAll()
    expect(await casesOf('错过的通知')).toHaveLength(1)
    expect(await casesOf('早已处理完')).toHaveLength(0)
    const asks = pay.asked.length
    await fetchAll()
    expect(pay.asked).toHaveLength(asks)
  })

  test('signed with another key, long ago, over other words, or sealed with another key: refused, nothing kept', async () => {
    complain('2005', '伪造的通知不应建单')
    const body = pay.notice('2005')
    expect((await post(body, pay.signedHeaders(body, seconds(), pay.otherKey))).statusCode).toBe(401)
    expect((await post(body, pay.signedHeaders(body, seconds() - 600))).statusCode).toBe(401)
    expect((await post(body, pay.signedHeaders(`${body} `, seconds()))).statusCode).toBe(401)
    expect((await post(body, { ...pay.signedHeaders(body, seconds()), 'wechatpay-serial': 'PUB_KEY_ID_2' })).statusCode).toBe(401)
    expect((await post(body, {})).statusCode).toBe(401)
    const sealedElse = pay.notice('2005', { key: 'k'.repeat(32) })
    expect((await post(sealedElse)).statusCode).toBe(400)
    expect((await post('x'.repeat(10 * 1024 * 1024))).statusCode).toBe(413)
    const asks = pay.asked.length
    await fetchAll()
    expect(pay.asked).toHaveLength(asks)
    pay.complaints.delete('2005')
  })

  test('an answer that the platform did not sign is not believed', async () => {
    complain('2006', '没有签名的应答')
    await post(pay.notice('2006'))
    pay.signAnswers(false)
    await fetchAll()
    expect(await casesOf('没有签名的应答')).toHaveLength(0)
    pay.signAnswers(true)
    world.clock.moveMinutes(1)
    await fetchAll()
    expect(await casesOf('没有签名的应答')).toHaveLength(1)
  })

  test('one complaint that cannot be fetched holds up nobody else, and is fetched later', async () => {
    complain('2007', '先来的投诉：漏发赠品')
    complain('2008', '后来的投诉：发票抬头开错')
    await post(pay.notice('2007'))
    await post(pay.notice('2008'))
    pay.refuse('/2007', 500, { code: 'SYSTEM_ERROR', message: '系统繁忙' })
    await fetchAll()
    expect(await casesOf('发票抬头开错')).toHaveLength(1)
    expect(await casesOf('漏发赠品')).toHaveLength(0)
    expect((await admin.get('/channels/accounts')).body.rows[0].lastError).toContain('系统繁忙')
    pay.refuse('')
    world.clock.moveMinutes(1)
    await fetchAll()
    expect(await casesOf('漏发赠品')).toHaveLength(1)
  })

  test('a storm of notices of one complaint is one case', async () => {
    complain('2009', '通知风暴：快递丢失')
    const body = pay.notice('2009')
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(body)))
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
    await Promise.all([fetchAll(), fetchAll()])
    expect(await casesOf('通知风暴')).toHaveLength(1)
  })

  test('is not completed there before the answer that waits for the morning has gone out', async () => {
    world.clock.set('2026-11-12T02:00:00Z')
    admin = await signedInAs(world)
    complain('2010', '夜里结的单：加湿器漏电')
    await post(pay.notice('2010'))
    await world.settle()
    await world.settle()
    const [found] = await casesOf('夜里结的单')
    world.clock.set('2026-11-12T15:00:00Z') // 23:00 in Shanghai
    admin = await signedInAs(world)
    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '已为您换新。' })
    await admin.post(`/cases/${found.id}/followUps`, { verdict: 'resolved', satisfaction: 5 })
    await admin.post(`/cases/${found.id}/rootCauses`, { code: 'people.process', text: '质检漏检' })
    expect((await admin.post(`/cases/${found.id}/closure`)).status).toBe(201)
    for (let times = 0; times < 2; times++) await world.settle()
    await runJobsOnce(world.deps, jobs)
    expect(pay.asksOf('/2010/complete')).toHaveLength(0)
    world.clock.set('2026-11-13T00:30:00Z') // 08:30
    for (let times = 0; times < 2; times++) await world.settle()
    await runJobsOnce(world.deps, jobs)
    const asked = pay.asked.map(({ path }) => path).filter((path) => /2010\/(response|complete)$/.test(path))
    expect(asked.at(-1)).toContain('/2010/complete')
    expect(asked.filter((path) => path.endsWith('/complete'))).toHaveLength(1)
    expect(pay.asksOf('/2010/response').map(({ body }) => body.response_content)).toContainEqual(expect.stringContaining('已为您换新'))
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWechatServer } from '../../../test/fake-wechat-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { sealEnvelope, signatureOf } from '../wechat-api/envelope.ts'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const token = 'mini-token'
const appId = 'wx1234567890abcdef'
let world: World
let admin: Client
let wechat: Awaited<ReturnType<typeof aWechatServer>>
let accountId: string

beforeAll(async () => {
  wechat = await aWechatServer()
  world = await aWorld()
  world.deps.config.outgoingAllow = ['127.0.0.1']
  admin = await signedInAs(world)
  const settings = { appId, appSecret: 'app-secret', token, encodingAesKey: aesKey, base: wechat.base }
  accountId = (await admin.post('/channels/accounts', { door: 'miniProgram', name: '商城小程序', settings })).body.id
})
afterAll(async () => {
  await world.close()
  await wechat.close()
})

const seconds = () => String(Math.floor(world.clock.now().getTime() / 1_000))
function push(info: Record<string, string>, { asJson = false, signedWith = token } = {}) {
  const at = seconds()
  const event = {
    ToUserName: 'gh_1',
    FromUserName: 'o1',
    CreateTime: Number(at),
    MsgType: 'event',
    Event: 'complaint_callback',
    BussiCallBackInfo: info,
  }
  const fields = Object.entries(info).map(([name, value]) => `<${name}>${value}</${name}>`)
  const xml = `<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>${at}</CreateTime><MsgType>event</MsgType><Event>complaint_callback</Event><BussiCallBackInfo>${fields.join('')}</BussiCallBackInfo></xml>`
  const sealed = sealEnvelope(aesKey, asJson ? JSON.stringify(event) : xml, appId)
  const query = new URLSearchParams({ timestamp: at, nonce: 'n', msg_signature: signatureOf(signedWith, at, 'n', sealed) })
  return world.app.inject({
    method: 'POST',
    url: `/p/default/channels/${accountId}?${query}`,
    headers: { 'content-type': asJson ? 'application/json' : 'text/xml' },
    payload: asJson ? JSON.stringify({ ToUserName: 'gh_1', Encrypt: sealed }) : `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
  })
}
const aTradeComplaint = (id: string, text: string, more: Record<string, string> = {}) => ({
  appid: appId,
  option_type: '1',
  complaint_order_id: id,
  status: '201',
  create_time: seconds(),
  expire_time: String(Number(seconds()) + 172_800),
  type: '1',
  order_id: `42000${id}`,
  out_trade_no: `own${id}`,
  phone_number: '13900002222',
  open_id: `oMini${id}`,
  customer_material_content: text,
  total_cost: '19900',
  product_name: '儿童座椅',
  ...more,
})
const casesOf = async (q: string) => (await admin.get(`/cases?q=${encodeURIComponent(q)}`)).body.rows

describe('小程序交易投诉', () => {
  test('a trade complaint enters by the push and comes out answered with the finding that stands', async () => {
    expect((await push(aTradeComplaint('11001', '收到的儿童座椅是二手的，要求退货'))).body).toBe('success')
    const [found] = await casesOf('儿童座椅是二手的')
    expect((await admin.get(`/cases/${found.id}`)).body).toMatchObject({ channel: 'wechat', amountFen: 19_900, product: '儿童座椅' })

    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await world.settle()
    await world.settle()
    expect(wechat.asksOf('/wxaapi/minishop/bussiRespondComplaint')).toHaveLength(0)
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '同意退货退款，运费由我们承担。' })
    await world.settle()
    await world.settle()
    expect(wechat.asksOf('/wxaapi/minishop/bussiRespondComplaint').map(({ body }) => body)).toEqual([
      { complaintOrderId: 11_001, bussiHandle: 1, content: expect.stringContaining('同意退货退款') },
    ])
  })

  test.each([
    ['11004', '没有结论的投诉', null, '没有认定责任'],
    ['11005', '无法核实的投诉', 'unverifiable', '没有认定责任'],
    ['90071992547409931', '单号太长的投诉', 'substantiated', '超出可提交的范围'],
  ] as const)('%s: what nobody decided is not answered for us (%s)', async (id, text, finding, said) => {
    const before = wechat.asksOf('/wxaapi/minishop/bussiRespondComplaint').length
    await push(aTradeComplaint(id, text))
    const [found] = await casesOf(text)
    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'unsubstantiated', text: '请见答复。' })
    const inTenant = world.deps.database.tenant(world.tenantId)
    await inTenant.updateTable('complaint_case').set({ finding }).where('id', '=', found.id).execute()
    await world.settle()
    await world.settle()
    expect(wechat.asksOf('/wxaapi/minishop/bussiRespondComplaint')).toHaveLength(before)
    const rows = await inTenant.selectFrom('outgoing_message').select(['state', 'last_error']).where('case_id', '=', found.id).execute()
    expect(rows).toContainEqual({ state: 'failed', last_error: expect.stringContaining(said) })
  })

  test('pushed again it is the same case; another state is told on it once, in JSON too', async () => {
    const info = aTradeComplaint('11002', '没有收到货，商家说已签收')
    await push(info)
    await push(info, { asJson: true })
    const changed = { ...info, option_type: '2', status: '206' }
    await push(changed, { asJson: true })
    await push(changed)
    const [found, ...others] = await casesOf('商家说已签收')
    expect(others).toEqual([])
    const timeline = JSON.stringify((await admin.get(`/cases/${found.id}/timeline`)).body)
    expect(timeline.split('待上传处理凭证').length - 1).toBe(1)
  })

  test('a wrong signature or a push without a number keeps nothing', async () => {
    expect((await push(aTradeComplaint('11003', '签名不对的投诉'), { signedWith: 'guess' })).statusCode).toBe(401)
    expect((await push(aTradeComplaint('abc', '没有单号的投诉'))).statusCode).toBe(400)
    expect(await casesOf('签名不对的投诉')).toHaveLength(0)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anSmsServer } from '../../../test/fake-sms-server.ts'
import { aWechatServer } from '../../../test/fake-wechat-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { jobs } from '../../jobs.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { openEnvelope, sealEnvelope, signatureOf } from '../wechat-api/envelope.ts'
import { readXml, textIn } from '../wechat-api/xml.ts'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const token = 'push-token'
const appId = 'wx5823bf96d3bd56c7'
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let world: World
let admin: Client
let wechat: Awaited<ReturnType<typeof aWechatServer>>
let gateway: Awaited<ReturnType<typeof anSmsServer>>
let sealedAccount: string
let plainAccount: string
let no = 0

beforeAll(async () => {
  wechat = await aWechatServer()
  world = await aWorld()
  gateway = await anSmsServer({ keyId: 'zhiwei', secret: 'a secret of the gateway' })
  world.deps.config.outgoingAllow = ['127.0.0.1']
  admin = await signedInAs(world)
  const sms = { address: gateway.address, keyId: 'zhiwei', secret: 'a secret of the gateway' }
  await admin.post('/channels/accounts', { door: 'sms', name: '短信', settings: sms })
  const settings = { appId, appSecret: 'app-secret', token, base: wechat.base }
  const open = async (name: string, more: object) => {
    const { status, body } = await admin.post('/channels/accounts', { door: 'wechat', name, settings: { ...settings, ...more } })
    expect(status).toBe(201)
    return body.id as string
  }
  sealedAccount = await open('服务号', { encodingAesKey: aesKey, templateId: 'tpl-progress' })
  plainAccount = await open('订阅号', {})
})
afterAll(async () => {
  await world.close()
  await wechat.close()
  await gateway.close()
})
beforeEach(() => wechat.refuse('', undefined))

const seconds = () => String(Math.floor(world.clock.now().getTime() / 1_000))
const xmlOf = (from: string, inner: string, id = `9${++no}`) =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${seconds()}</CreateTime>${inner}<MsgId>${id}</MsgId></xml>`
const textOf = (content: string) => `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>`

function post(xml: string, { signedWith = token, account = sealedAccount, at = seconds() } = {}) {
  const sealed = sealEnvelope(aesKey, xml, appId)
  const query = new URLSearchParams({
    signature: signatureOf(signedWith, at, 'n'),
    timestamp: at,
    nonce: 'n',
    encrypt_type: 'aes',
    msg_signature: signatureOf(signedWith, at, 'n', sealed),
  })
  const payload =
    account === plainAccount ? xml : `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`
  return world.app.inject({
    method: 'POST',
    url: `/p/default/channels/${account}?${query}`,
    headers: { 'content-type': 'text/xml' },
    payload,
  })
}
const rowsOf = (caseId: string) =>
  world.deps.database
    .tenant(world.tenantId)
    .selectFrom('outgoing_message')
    .select(['door', 'state', 'last_error'])
    .where('case_id', '=', caseId)
    .execute()
const casesOf = async (q: string) => (await admin.get(`/cases?q=${encodeURIComponent(q)}`)).body.rows

describe('微信公众号', () => {
  test('the server address is proven with an echo', async () => {
    const query = (signature: string) => new URLSearchParams({ signature, timestamp: '1', nonce: 'n', echostr: 'echo-1' })
    const ask = (signature: string) => world.app.inject({ url: `/p/default/channels/${sealedAccount}?${query(signature)}` })
    expect(await ask(signatureOf(token, '1', 'n'))).toMatchObject({ statusCode: 200, body: 'echo-1' })
    expect((await ask('f'.repeat(40))).statusCode).toBe(401)
  })

  test('a complaint enters as a message and comes out answered to the same follower', async () => {
    wechat.media.set('voice1', { type: 'image/png', bytes: onePixel })
    const answer = await post(xmlOf('oZhao', textOf('燃气表走得飞快，要求检定并退费')))
    expect(answer).toMatchObject({ statusCode: 200, body: 'success' })
    await post(xmlOf('oZhao', '<MsgType><![CDATA[image]]></MsgType><PicUrl>http://x</PicUrl><MediaId><![CDATA[voice1]]></MediaId>'))
    await world.settle()
    await runJobsOnce(world.deps, jobs)
    const [found] = await casesOf('燃气表走得飞快')
    expect((await admin.get(`/cases/${found.id}`)).body).toMatchObject({ channel: 'wechat', files: [{ contentType: 'image/png' }] })

    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '检定超差，已换表并退费 320 元。' })
    await world.settle()
    await world.settle()
    const told = wechat.asksOf('/cgi-bin/message/custom/send').map(({ body }) => body)
    expect(told).toContainEqual({ touser: 'oZhao', msgtype: 'text', text: { content: expect.stringContaining('退费 320 元') } })
    expect(wechat.tokensGiven()).toBe(1)
  })

  test('called three times, as the platform does when it waited five seconds, it is one complaint', async () => {
    const xml = xmlOf('oThrice', textOf('三次重试：宽带安装违约'))
    for (let at = 0; at < 3; at++) expect((await post(xml)).statusCode).toBe(200)
    const [found, ...others] = await casesOf('三次重试')
    expect(others).toEqual([])
    expect(JSON.stringify((await admin.get(`/cases/${found.id}/timeline`)).body).split('三次重试').length - 1).toBe(1)
  })

  test('after the 48 hours the template says what it is about and opens the case; without one it goes as a short message', async () => {
    wechat.refuse('/cgi-bin/message/custom/send', { errcode: 45015, errmsg: 'response out of time limit' })
    await post(xmlOf('oLate', textOf('过时会话：洗衣机渗水')))
    await post(xmlOf('oLateToo', textOf('过时会话二：洗衣机异响')), { account: plainAccount })
    await world.settle()
    await world.settle()
    const template = wechat.asksOf('/cgi-bin/message/template/send').find(({ body }) => body.touser === 'oLate')
    const [own] = await casesOf('过时会话：')
    expect(template?.body).toMatchObject({
      touser: 'oLate',
      template_id: 'tpl-progress',
      url: expect.stringMatching(/\/p\/default\/c\/[\w-]{22}$/),
      data: { character_string1: { value: own.number }, thing2: { value: expect.stringContaining('已收到您反映的事情') } },
    })
    const [found] = await casesOf('过时会话二')
    expect(await rowsOf(found.id)).toContainEqual({ door: 'wechat', state: 'failed', last_error: expect.stringContaining('48 小时') })

    const { body: customer } = await admin.get(`/customers/${found.customer.id}`)
    await admin.patch(`/customers/${found.customer.id}`, { phone: '13912340021', version: customer.version })
    await admin.post(`/cases/${found.id}/messages`, { text: '师傅明天九点到' })
    await world.settle()
    await world.settle()
    expect(gateway.messages).toEqual([expect.objectContaining({ to: '13912340021', text: expect.stringContaining('师傅明天九点到') })])
    expect(await rowsOf(found.id)).toContainEqual({ door: 'sms', state: 'sent', last_error: null })
  })

  test('tried again, a long answer goes on after the part that was taken', async () => {
    await post(xmlOf('oLong', textOf('长答复：净水器漏水')))
    await world.settle()
    const [found] = await casesOf('长答复')
    await admin.post(`/cases/${found.id}/messages`, { text: `第一段${'长'.repeat(700)}第二段` })
    wechat.refuse('/cgi-bin/message/custom/send', { errcode: -1, errmsg: 'system error' }, 1)
    await world.settle()
    await world.settle()
    wechat.refuse('', undefined)
    world.clock.moveMinutes(1)
    await world.settle()
    const texts = wechat
      .asksOf('/cgi-bin/message/custom/send')
      .flatMap(({ body, isRefused }) => (body.touser === 'oLong' && !isRefused ? [(body.text as { content: string }).content] : []))
    expect(texts.filter((text: string) => text.includes('第一段'))).toHaveLength(1)
    expect(texts.filter((text: string) => text.includes('第二段'))).toHaveLength(1)
  })

  test('a follower asks how the own case stands and is answered in the call itself, sealed; a stranger learns nothing', async () => {
    await post(xmlOf('oAsk', textOf('查询测试：电梯困人没人来')))
    const [{ number }] = await casesOf('查询测试')
    const before = (await admin.get('/cases?limit=1')).body.total.count
    const ask = async (who: string) => {
      const reply = readXml((await post(xmlOf(who, textOf(`查进度 ${number}`)))).body)
      const sealed = textIn(reply, 'Encrypt') ?? ''
      expect(textIn(reply, 'MsgSignature')).toBe(signatureOf(token, textIn(reply, 'TimeStamp') ?? '', textIn(reply, 'Nonce') ?? '', sealed))
      return readXml(openEnvelope(aesKey, sealed, appId))
    }
    expect(await ask('oAsk')).toMatchObject({ ToUserName: 'oAsk', FromUserName: 'gh_1', Content: expect.stringContaining(number) })
    expect(textIn(await ask('oStranger'), 'Content')).not.toContain(number)
    expect((await admin.get('/cases?limit=1')).body.total.count).toBe(before)
  })

  test('a wrong signature, a recorded call, or plain words to an account with a key: refused, nothing kept', async () => {
    const xml = xmlOf('oBad', textOf('冒充的消息不应进来'))
    expect((await post(xml, { signedWith: 'guess' })).statusCode).toBe(401)
    expect((await post(xml, { at: String(Number(seconds()) - 3_600) })).statusCode).toBe(401)
    const query = new URLSearchParams({ signature: signatureOf(token, seconds(), 'n'), timestamp: seconds(), nonce: 'n' })
    const url = `/p/default/channels/${sealedAccount}?${query}`
    expect((await world.app.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload: xml })).statusCode).toBe(401)
    const large = await world.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/xml' },
      payload: 'x'.repeat(10 * 1024 * 1024),
    })
    expect(large.statusCode).toBe(413)
    expect(await casesOf('冒充的消息')).toHaveLength(0)
  })

  test('in the plain mode messages come in too; an event makes no case', async () => {
    expect((await post(xmlOf('oPlain', textOf('明文模式：水费多收')), { account: plainAccount })).body).toBe('success')
    expect(await casesOf('明文模式')).toHaveLength(1)
    const before = (await admin.get('/cases?limit=1')).body.total.count
    await post(xmlOf('oNew', '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>'))
    expect((await admin.get('/cases?limit=1')).body.total.count).toBe(before)
  })
})

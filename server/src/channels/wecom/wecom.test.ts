import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aWecomServer } from '../../../test/fake-wecom-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { channelSources } from '../../channels-sources.ts'
import { fetchFromDoors } from '../index.ts'
import { sealEnvelope, signatureOf } from '../wechat-api/envelope.ts'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const token = 'callback-token'
const corpId = 'ww1234567890'
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let world: World
let admin: Client
let wecom: Awaited<ReturnType<typeof aWecomServer>>
let accountId: string

beforeAll(async () => {
  wecom = await aWecomServer({ pageLength: 3 })
  world = await aWorld()
  world.deps.config.outgoingAllow = ['127.0.0.1']
  admin = await signedInAs(world)
  const settings = { corpId, secret: 'kf-secret', token, encodingAesKey: aesKey, base: wecom.base }
  const made = await admin.post('/channels/accounts', { door: 'wecom', name: '商城客服', settings })
  expect(made).toMatchObject({ status: 201, body: { secrets: ['secret', 'token', 'encodingAesKey'] } })
  accountId = made.body.id
})
afterAll(async () => {
  await world.close()
  await wecom.close()
})
beforeEach(() => wecom.refuse('', undefined))

const seconds = () => String(Math.floor(world.clock.now().getTime() / 1_000))
const address = () => `/p/default/channels/${accountId}`

async function callback({ event = 'kf_msg_or_event', signedWith = token, at = seconds(), sealedFor = corpId } = {}) {
  const xml = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event><Token><![CDATA[ENC${at}]]></Token><OpenKfId><![CDATA[wkShop]]></OpenKfId></xml>`
  const sealed = sealEnvelope(aesKey, xml, sealedFor)
  const query = new URLSearchParams({ msg_signature: signatureOf(signedWith, at, 'n1', sealed), timestamp: at, nonce: 'n1' })
  return world.app.inject({
    method: 'POST',
    url: `${address()}?${query}`,
    headers: { 'content-type': 'text/xml' },
    payload: `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
  })
}
const casesOf = async (q: string) => (await admin.get(`/cases?q=${encodeURIComponent(q)}`)).body.rows
const fetchAll = () => fetchFromDoors(channelSources)(world.deps, world.tenantId)

describe('企业微信客服', () => {
  test('the address is proven with an echo, and a check names the accounts and the address to type in', async () => {
    const echo = sealEnvelope(aesKey, '615345', corpId)
    const query = (signature: string) => new URLSearchParams({ msg_signature: signature, timestamp: '1', nonce: 'n', echostr: echo })
    const proven = await world.app.inject({ url: `${address()}?${query(signatureOf(token, '1', 'n', echo))}` })
    expect(proven).toMatchObject({ statusCode: 200, body: '615345' })
    expect((await world.app.inject({ url: `${address()}?${query('0'.repeat(40))}` })).statusCode).toBe(401)

    const { body } = await admin.post(`/channels/accounts/${accountId}/checks`)
    expect(body.ok).toBe(true)
    expect(body.said).toContain('商城客服')
    expect(body.said).toContain(address())
  })

  test('a complaint enters by the conversation and comes out answered in it', async () => {
    wecom.media.set('pic1', { type: 'image/png', bytes: onePixel })
    wecom.say('wmLi', '你们商城买的净水器漏水，把地板泡了，要求赔偿')
    wecom.say('wmLi', '', { msgtype: 'image', image: { media_id: 'pic1' } })
    expect(await callback()).toMatchObject({ statusCode: 200, body: 'success' })
    await world.settle()

    const [found] = await casesOf('净水器漏水')
    const complaintCase = (await admin.get(`/cases/${found.id}`)).body
    expect(complaintCase).toMatchObject({ channel: 'wechat', status: 'registered' })
    expect(complaintCase.files).toEqual([expect.objectContaining({ contentType: 'image/png' })])

    await admin.post(`/cases/${found.id}/acceptance`, { category: 'quality.fault' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '已为您免费更换并赔偿地板损失 800 元。' })
    await world.settle()
    await world.settle()
    const answer = wecom.sent.find((one) => JSON.stringify(one).includes('赔偿地板损失'))
    expect(answer).toMatchObject({ touser: 'wmLi', open_kfid: 'wkShop', msgtype: 'text' })
  })

  test('the cursor goes on from page to page, and from where it was; nothing comes twice', async () => {
    for (let at = 0; at < 7; at++) wecom.say(`wmPage${at}`, `分页第${at}件：快递破损要求赔偿`)
    await callback()
    await fetchAll()
    expect(await casesOf('快递破损要求赔偿')).toHaveLength(7)
    // The same messages again, by a platform that lost its own cursor.
    const before = wecom.asksOf('/cgi-bin/kf/sync_msg').length
    wecom.say('wmPage0', '分页第0件：快递破损要求赔偿', { msgid: 'm3' })
    await callback()
    await fetchAll()
    expect(wecom.asksOf('/cgi-bin/kf/sync_msg').slice(before).at(0)?.body.cursor).toMatch(/^c[1-9]/)
    expect(await casesOf('快递破损要求赔偿')).toHaveLength(7)
  })

  test('killed between fetching and keeping, everything is fetched once more and taken once', async () => {
    wecom.say('wmKill', '断电测试：热水器三天没有热水')
    await callback()
    const dying = {
      ...channelSources,
      intake: { ...channelSources.intake, readingsOf: () => Promise.reject(new Error('killed')) },
    }
    await fetchFromDoors(dying)(world.deps, world.tenantId)
    expect(await casesOf('断电测试')).toHaveLength(0)
    expect((await admin.get('/channels/accounts')).body.rows[0].lastError).toBe('killed')
    world.clock.moveMinutes(1)
    await fetchAll()
    expect(await casesOf('断电测试')).toHaveLength(1)
  })

  test('a message nobody can read holds up no other, and stands on the account with how many there were', async () => {
    wecom.say('wmOdd', '读不懂的', { send_time: 'yesterday' })
    wecom.say('wmPlain', '读得懂的：门铃坏了')
    await callback()
    await fetchAll()
    expect(await casesOf('门铃坏了')).toHaveLength(1)
    const { body } = await admin.get('/channels/accounts')
    expect(body.rows[0].lost).toEqual({ count: 1, at: expect.any(String), why: expect.stringContaining('请在企业微信里查看') })
  })

  test('two workers at once take each message once', async () => {
    for (let at = 0; at < 5; at++) wecom.say(`wmTwo${at}`, `两个进程：宽带断线第${at}户`)
    await callback()
    await Promise.all([fetchAll(), fetchAll()])
    await callback()
    await fetchAll()
    expect(await casesOf('宽带断线第')).toHaveLength(5)
  })

  test('a wrong signature, another receiver or a recorded call is refused, and nothing is kept', async () => {
    wecom.say('wmWrong', '签名不对的消息不应进来')
    expect((await callback({ signedWith: 'guess' })).statusCode).toBe(401)
    expect((await callback({ sealedFor: 'ww-other' })).statusCode).toBe(401)
    expect((await callback({ at: String(Number(seconds()) - 3_600) })).statusCode).toBe(401)
    const asks = wecom.asked.length
    await fetchAll()
    expect(wecom.asked).toHaveLength(asks)
    expect(await casesOf('签名不对的消息')).toHaveLength(0)
    await callback()
    await fetchAll()
  })

  test('10 MB, no XML, another account: told and nothing kept', async () => {
    const post = (payload: string, url = address()) =>
      world.app.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload }).then(({ statusCode }) => statusCode)
    expect(await post('x'.repeat(10 * 1024 * 1024))).toBe(413)
    expect(await post('hello')).toBe(400)
    expect(await post('<xml/>', '/p/default/channels/0192f0c0-0000-7000-8000-000000000000')).toBe(404)
    expect(await post('<xml/>', `/p/nobody/channels/${accountId}`)).toBe(404)
  })

  test('a storm of callbacks is one fetch', async () => {
    wecom.say('wmStorm', '回调风暴：空调不制冷')
    const answers = await Promise.all(Array.from({ length: 100 }, () => callback()))
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
    const before = wecom.asksOf('/cgi-bin/kf/sync_msg').length
    await fetchAll()
    await fetchAll()
    expect(wecom.asksOf('/cgi-bin/kf/sync_msg').length - before).toBe(1)
    expect(await casesOf('回调风暴')).toHaveLength(1)
  })

  test('a token that is over is asked for anew', async () => {
    const given = wecom.tokens.given
    wecom.renewToken()
    wecom.say('wmToken', '令牌过期：发票没有开')
    await callback()
    await fetchAll()
    expect(wecom.tokens.given).toBe(given + 1)
    expect(await casesOf('令牌过期')).toHaveLength(1)
  })

  test('the 48 hours are over: told in words, and not tried again', async () => {
    wecom.refuse('/cgi-bin/kf/send_msg', { errcode: 95001, errmsg: 'send limit' })
    wecom.say('wmLate', '超时会话：订单少发一件')
    await callback()
    await world.settle()
    const [found] = await casesOf('超时会话')
    await admin.post(`/cases/${found.id}/acceptance`, { category: 'delivery.delay' })
    await admin.post(`/cases/${found.id}/answers`, { finding: 'substantiated', text: '已补发。' })
    await world.settle()
    await world.settle()
    const rows = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('outgoing_message')
      .select(['state', 'last_error'])
      .where('case_id', '=', found.id)
      .execute()
    expect(rows).toContainEqual({ state: 'failed', last_error: expect.stringContaining('48 小时') })
  })

  test('a message taken but not delivered stands in the log as failed', async () => {
    wecom.say('wmFail', '未送达：充值没有到账')
    await callback()
    await world.settle()
    await world.settle()
    const own = wecom.sent.findLast(({ touser }) => touser === 'wmFail')
    expect(own).toBeDefined()
    const event = { event_type: 'msg_send_fail', open_kfid: 'wkShop', external_userid: 'wmFail', fail_msgid: own?.msgid, fail_type: 10 }
    wecom.say('wmFail', '', { origin: 4, msgtype: 'event', external_userid: undefined, open_kfid: undefined, event })
    await callback()
    await fetchAll()
    const [found] = await casesOf('未送达：充值')
    const rows = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('outgoing_message')
      .select(['state', 'last_error'])
      .where('case_id', '=', found.id)
      .execute()
    expect(rows).toContainEqual({ state: 'failed', last_error: '客户拒收' })
  })

  test('what is not of these kinds is named, a file that is gone does not hold up the words', async () => {
    wecom.say('wmKinds', '', { msgtype: 'voice', voice: { media_id: 'gone' } })
    wecom.say('wmKinds', '', { msgtype: 'channels_shop_order' })
    wecom.say('wmKinds', '', { msgid: undefined, msgtype: 'text', text: { content: '看得到吗，种类测试' } })
    await callback()
    await fetchAll()
    const [found] = await casesOf('种类测试')
    const timeline = JSON.stringify((await admin.get(`/cases/${found.id}/timeline`)).body)
    expect(timeline).toContain('[语音]（未能取回：可请客户重新发送）')
    expect(timeline).toContain('channels_shop_order 消息')
  })
})

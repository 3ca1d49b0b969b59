import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../../../test/builders.ts'
import { aWorld, type Client, origin, signedInAs, type World } from '../../../../test/harness.ts'
import { aFiledCase } from '../../../../test/portal.ts'
import { furnishTenant } from '../../../furnish.ts'
import { makeTenant } from '../../../identity/index.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

/** A browser without scripts: keeps the cookie, follows a redirect, sends forms from our own page. */
function aBrowser() {
  let cookie = ''
  const go = async (
    url: string,
    fields?: Record<string, string>,
    from = origin,
  ): Promise<{ status: number; body: string; url: string; headers: Record<string, unknown> }> => {
    const res = await world.app.inject({
      url,
      method: fields ? 'POST' : 'GET',
      headers: {
        host: '127.0.0.1:3000',
        ...(cookie && { cookie }),
        ...(fields && { origin: from, 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    })
    const set = [res.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0]
    if (set) cookie = set
    if (res.statusCode === 303) {
      const to = String(res.headers.location)
      // The portal itself sends whoever has no script on to the look-up page (platform/web/web.test.ts).
      return go(to.replace(/^(\/p\/[^/]+)\/case$/, '$1/lookup/case'))
    }
    return { status: res.statusCode, body: res.body, url, headers: res.headers }
  }
  return go
}

describe('looking up without a script (无脚本查询)', () => {
  test('number and contact, then the code, then the case; and out again', async () => {
    await makeTenant(world.deps.database, { code: 'show', name: '演示', demo: true }, world.clock.now(), furnishTenant)
    const { number } = await aFiledCase(world, { tenant: 'show' })
    const go = aBrowser()
    expect((await go('/p/show/lookup')).body).toContain('查询投诉进展')
    const coded = await go('/p/show/lookup', { number, contact: '13912341234' })
    const code = /验证码是 (\d{6})/.exec(coded.body)?.[1] ?? ''
    expect((await go('/p/show/lookup/code', { number, code: '000000' })).status).toBe(422)
    const opened = await go('/p/show/lookup/code', { number, code })
    expect(opened).toMatchObject({ status: 200, url: '/p/show/lookup/case' })
    expect(opened.body).toContain(`投诉 ${number}`)
    expect(opened.body).toContain('我们已收到')
    expect(opened.headers['referrer-policy']).toBe('same-origin')
    expect(opened.body).not.toMatch(/<script|style=/)
    const left = await go('/p/show/lookup/leave', {})
    expect(left.url).toBe('/p/show/lookup')
    expect((await go('/p/show/lookup/case')).url).toBe('/p/show/lookup')
  })

  test('the page after asking for a code is the same for a number nobody has', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId)
    const known = await aBrowser()('/p/default/lookup', { number, contact: '13912341234' })
    const unknown = await aBrowser()('/p/default/lookup', { number: '0000-0000', contact: '13912341234' })
    expect(unknown.body.replaceAll('0000-0000', number)).toBe(known.body)
  })

  test('the private link opens the case without its token in the address; written there, it stands on the case', async () => {
    const { link, number } = await aFiledCase(world, { complainant: { phone: '13912340011' } })
    expect((await world.app.inject({ url: link })).headers.location).toBe('/p/default/case') // the portal itself
    const go = aBrowser()
    expect(await go(link)).toMatchObject({ status: 200, url: '/p/default/lookup/case' })
    const said = await go('/p/default/lookup/case/messages', { text: '<b>请打</b>门铃\r\n谢谢' })
    expect(said.body).toContain('&lt;b&gt;请打&lt;/b&gt;门铃<br>谢谢')
    const { id } = (await admin.get(`/cases/${number}`)).body
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.messageReceived',
      facts: { door: 'portal' },
    })
    const hurried = await go('/p/default/lookup/case/reminders', { text: '' })
    expect(hurried.body).toContain('您已经催过')
    expect(await go('/p/default/lookup/case/reminders', { text: '' })).toMatchObject({
      status: 429,
      body: expect.stringContaining('我们看到了'),
    })
    expect((await go('/p/default/lookup/case/messages', { text: '伪造' }, 'https://evil.example')).status).toBe(403)
    expect((await aBrowser()('/p/default/c/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(410)
    expect((await aBrowser()('/p/nobody/lookup')).status).toBe(404)
  })

  test('solved or not is said by two buttons', async () => {
    const { link, number } = await aFiledCase(world, { complainant: { phone: '13912340012' } })
    const { id } = (await admin.get(`/cases/${number}`)).body
    for (const [noun, body] of [
      ['acceptance', {}],
      ['dispatches', { unitId }],
      ['receipts', {}],
      ['returns', { result: '已核实', finding: 'substantiated' }],
      ['reviews', { verdict: 'pass' }],
      ['answers', { text: '今日上门。' }],
    ] as const)
      await admin.post(`/cases/${id}/${noun}`, body)
    const go = aBrowser()
    expect((await go(link)).body).toContain('问题解决了吗？')
    const confirmed = await go('/p/default/lookup/case/confirmation', { choice: 'solved', text: '' })
    expect(confirmed.body).toContain('您已确认解决')
    expect((await go('/p/default/lookup/case/rating', { satisfaction: '5', comment: '' })).body).toContain('谢谢您的评价')
  })

  test("the company's colour comes as a style sheet, its name on every page", async () => {
    expect((await aBrowser()('/p/default/lookup')).body).toContain('治未测试')
    const sheet = await aBrowser()('/p/default/colour.css')
    expect(sheet.body).toContain('--accent: #1f6f78')
    expect((await world.app.inject({ url: '/p/default/lookup', headers: { 'accept-language': 'en' } })).body).toContain(
      'Look up a complaint',
    )
  })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { phone } from './portal-page.ts'
import { tooWide } from './too-wide.ts'

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A page of a company on another origin, with the one line of ours in it. */
async function aSite(home: string) {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="zh-CN"><title>商城</title><h1>商城</h1><script src="${home}/chat/widget.js" data-tenant="default" async></script>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => new Promise((done) => server.close(done)) }
}

/** What a browser does when somebody pastes a file into a field or drops one on it. Runs in the page. */
function giveFile(field: unknown, { how, name, type, base64 }: { how: string; name: string; type: string; base64: string }) {
  const page = globalThis as unknown as Record<'File' | 'DataTransfer' | 'ClipboardEvent' | 'DragEvent', new (...given: unknown[]) => never>
  const given = new page.DataTransfer() as { items: { add: (file: unknown) => void } }
  given.items.add(new page.File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }))
  const event =
    how === 'paste'
      ? new page.ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true })
      : new page.DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true })
  ;(field as EventTarget).dispatchEvent(event)
}

inBrowser('a talk from a site of the company (在线客服)', () => {
  const office = useOffice()
  // Preferences are written into every document of a window, also where a frame has no storage yet.
  afterEach(() => office.troubles.splice(0, Infinity, ...office.troubles.filter((trouble) => !trouble.includes("'localStorage'"))))

  async function openAllDay(sites: string[] = []) {
    const { body } = await office.admin.get('/chat-settings')
    const definition = { ...body.definition, sites, isAlwaysOpen: true }
    expect((await office.admin.put('/chat-settings', { definition, version: body.version })).status).toBe(200)
  }

  test('how talks go stands in the settings, in words for both languages, and the window follows them (在线客服设置)', async () => {
    const page = await office.desk(office.boss, '/settings/chats')
    await page.getByLabel('全天候（7×24）').click()
    await page.getByLabel('客户咨询时先自动回复').click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('请填写').first().waitFor()
    await page.getByLabel('自动回复的话', { exact: true }).fill('退款一般三个工作日到账')
    await page.getByLabel('自动回复的话（英文）').fill('Refunds take three working days')
    await page.getByLabel('隐私提示', { exact: true }).fill('会话只用于处理您的问题')
    await page.getByLabel('客户关掉窗口多少分钟后结束会话').fill('30')
    await page.getByLabel('客服没有打开页面多少秒后视为离开').fill('120')
    await page.getByLabel('紧急信号').fill('索赔')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存').waitFor()
    expect((await office.admin.get('/chat-settings')).body.definition).toMatchObject({
      automatic: { zh: '退款一般三个工作日到账', en: 'Refunds take three working days', minutes: 3 },
      privacy: { zh: '会话只用于处理您的问题' },
      urgentSignals: expect.arrayContaining(['safety', 'compensation']),
      visitorGoneMinutes: 30,
      staffAwaySeconds: 120,
      unitId: null,
    })
    expect(await findings(page)).toEqual([])

    const visitor = await office.newWindow(phone)
    await visitor.goto('/p/default/chat')
    await visitor.getByText('会话只用于处理您的问题').waitFor()
    await visitor.getByRole('button', { name: /^咨询/ }).click()
    await visitor.getByLabel('写消息').fill('退款多久到账')
    await visitor.getByRole('button', { name: '发送' }).click()
    await visitor.getByText('退款一般三个工作日到账').waitFor()

    const stranger = await office.newWindow({ ...phone, language: 'en' })
    await stranger.goto('/p/default/chat')
    await stranger.getByText('Hello, please choose what you need').waitFor()
    expect(await stranger.getByText('您好').count()).toBe(0)
  })

  test('a picture goes to the visitor: chosen, pasted or dropped, and again when it did not arrive', async () => {
    await openAllDay()
    const agent = await office.hire('agent', '周敏')
    const desk = await office.desk(agent, '/chats')
    await desk.getByText('接待中', { exact: true }).click()
    const visitor = await office.newWindow(phone)
    await visitor.goto('/p/default/chat')
    await visitor.getByRole('button', { name: /^转人工/ }).click()
    await visitor.getByLabel('写消息').fill('这个按钮在哪里')
    await visitor.getByRole('button', { name: '发送' }).click()
    await desk.getByText('这个按钮在哪里').first().waitFor()
    await desk.getByRole('heading', { name: '在线客服', level: 1 }).click()
    await desk.keyboard.press('t')

    const write = desk.getByLabel('写消息')
    await desk
      .locator('input[type=file]')
      .setInputFiles({ name: '第一步.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') })
    await visitor.getByRole('img', { name: '图片' }).waitFor()

    await write.evaluate(giveFile, { how: 'paste', name: '第二步.png', type: 'image/png', base64: onePixel })
    await expect.poll(() => visitor.getByRole('img', { name: '图片' }).count()).toBe(2)

    await write.evaluate(giveFile, { how: 'drop', name: '合同.pdf', type: 'application/pdf', base64: 'JVBERi0=' })
    await desk.getByText('合同.pdf 不是图片').waitFor()

    await desk.route('**/files?clientId=*', (route) => route.abort(), { times: 1 })
    await write.evaluate(giveFile, { how: 'drop', name: '第三步.png', type: 'image/png', base64: onePixel })
    await desk.getByText('第三步.png').waitFor()
    office.troubles.splice(0) // the console names the request that was cut
    await desk.getByRole('button', { name: '再发一次' }).click()
    await expect.poll(() => visitor.getByRole('img', { name: '图片' }).count()).toBe(3)
    await desk.getByText('第三步.png').waitFor({ state: 'detached' })
    expect(await findings(desk)).toEqual([])
  })

  test('a visitor complains in the window, the agent makes it a case, and the answer comes back into the chat', async () => {
    const site = await aSite(office.url)
    await openAllDay([site.origin])
    const { body: outgoing } = await office.admin.get('/channels/outgoing-settings')
    const noQuiet = await office.admin.put('/channels/outgoing-settings', { ...outgoing, quietFrom: 0, quietTo: 0 })
    expect(noQuiet.status).toBe(200)
    const agent = await office.hire('agent', '林晓')
    const desk = await office.desk(agent, '/chats')
    await desk.getByText('接待中', { exact: true }).click()

    const shop = await office.newWindow()
    await shop.goto(site.origin)
    await shop.getByRole('button', { name: '在线客服' }).click()
    const window = shop.frameLocator('iframe')
    await window.getByRole('button', { name: /^投诉/ }).waitFor()
    await window.getByRole('button', { name: /^投诉/ }).click()
    await window.getByLabel('写消息').fill('安装师傅迟到三小时，我要求退安装费')
    await window.getByRole('button', { name: '发送' }).click()

    await desk.getByText('安装师傅迟到三小时').first().waitFor()
    await desk.getByRole('heading', { name: '在线客服', level: 1 }).click() // keys count outside of fields
    await desk.keyboard.press('t')
    await desk.getByLabel('写消息').fill('非常抱歉，我马上为您登记')
    await desk.keyboard.press('Enter')
    await window.getByText('非常抱歉，我马上为您登记').waitFor()
    await window.getByText('林晓 正在为您服务').waitFor()

    await desk.getByRole('button', { name: '转为投诉' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: '登记投诉' }).click()
    await window.getByText(/已登记为投诉，编号/).waitFor()
    expect(await findings(desk)).toEqual([])

    const { body: cases } = await office.admin.get('/cases?limit=1')
    const { id, number } = cases.rows[0]
    expect(cases.rows[0]).toMatchObject({ channel: 'chat' })
    for (const [noun, body] of [
      ['acceptance', { category: 'delivery.delay' }],
      ['messages', { direction: 'toCustomer', text: '已安排退还安装费 80 元' }],
    ] as const)
      expect((await office.admin.post(`/cases/${id}/${noun}`, body)).status).toBe(201)
    await window.getByText('已安排退还安装费 80 元').waitFor()
    await window.getByText(`关于投诉 ${number}`).first().waitFor()

    await desk.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(desk), { timeout: 5_000 }).toEqual([])
    await site.close()
  })
})

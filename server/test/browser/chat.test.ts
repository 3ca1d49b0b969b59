import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

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

inBrowser('a talk from a site of the company (在线客服)', () => {
  const office = useOffice()
  // Preferences are written into every document of a window, also where a frame has no storage yet.
  afterEach(() => office.troubles.splice(0, Infinity, ...office.troubles.filter((trouble) => !trouble.includes("'localStorage'"))))

  test('a visitor complains in the window, the agent makes it a case, and the answer comes back into the chat', async () => {
    const site = await aSite(office.url)
    const { body: settings } = await office.admin.get('/chat-settings')
    expect(
      (
        await office.admin.put('/chat-settings', {
          definition: { ...settings.definition, sites: [site.origin], isAlwaysOpen: true },
          version: 0,
        })
      ).status,
    ).toBe(200)
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

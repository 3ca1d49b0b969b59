import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUnit } from '../builders.ts'
import { aMailServer, textOf } from '../fake-mail-server.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { agreeAndSend, caseIdOf, lookAgain, next, numberShown, phone, tellAll, title } from './portal-page.ts'

inBrowser('customers on their phone (客户自助)', () => {
  let post: Awaited<ReturnType<typeof aMailServer>>
  beforeAll(async () => {
    post = await aMailServer()
  })
  afterAll(() => post.close())
  const office = useOffice(() => ({ SMTP_URL: post.url, SMTP_FROM: '客户服务 <service@example.com>' }))

  test('a complaint is filed, looked up by code, talked about, answered and confirmed', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '昨天约好九点上门装空调，等到下午一点才来，打客服电话没人接。', email: 'wang@example.com', photo: true })
    await agreeAndSend(page)
    const number = await numberShown(page)
    await page.getByText('1 个文件都传上了。').waitFor()
    await page.getByText(/^我们已收到您的投诉，预计.+前告诉您是否受理。$/).waitFor()
    const link = (await page.locator('.link-text').textContent()) ?? ''
    expect(link).toMatch(/^http:\/\/[^/]+\/p\/default\/c\/[\w-]{22}$/)
    const id = await caseIdOf(office, number)

    // The private link opens the portal itself, and without JavaScript the page that needs none.
    const elsewhere = await office.newWindow(phone)
    await elsewhere.goto(link)
    await elsewhere.getByRole('button', { name: '催一催' }).waitFor()
    expect(new URL(elsewhere.url()).pathname).toBe('/p/default/case')
    const plain = await office.newWindow({ ...phone, javaScriptEnabled: false })
    await plain.goto(link)
    await plain.getByRole('heading', { name: `投诉 ${number}` }).waitFor()
    expect(new URL(plain.url()).pathname).toBe('/p/default/lookup/case')

    // Nothing of it stays on the device once the customer has left.
    await page.getByRole('link', { name: '看进展' }).click()
    await page.getByRole('button', { name: '退出查看' }).click()
    await title(page, '查进度')
    await page.reload()
    await title(page, '查进度')

    await page.getByLabel('投诉编号').fill(number.toLowerCase().replace('-', ' '))
    await page.getByLabel('手机号或邮箱').fill('wang@example.com')
    await page.getByRole('button', { name: '发验证码' }).click()
    await title(page, '输入验证码')
    await page.getByRole('button', { name: /秒后可以重新发送/ }).waitFor()
    await page.getByLabel('验证码').fill('000000')
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByRole('alert').getByText('验证码不对或过期了').waitFor()
    await page.getByLabel('验证码').fill(await codeSentTo('wang@example.com'))
    await page.getByRole('button', { name: '查看' }).click()

    await page.getByLabel('给我们留言').fill('师傅什么时候再来？')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByText('已送到处理的人那里').waitFor()
    await page.getByRole('button', { name: '催一催' }).click()
    await page.getByText(/您催过了，处理的人已收到；.+之后可以再催。/).waitFor()
    await page.getByRole('log').getByText('催了一次').waitFor()
    expect(await page.getByRole('log').textContent()).not.toContain('清除') // nothing was written, so nothing was erased
    const { body: timeline } = await office.admin.get(`/cases/${id}/timeline`)
    expect(JSON.stringify(timeline)).toContain('师傅什么时候再来？')

    for (const [noun, body] of [
      ['acceptance', { category: 'delivery.installation' }],
      ['dispatches', { unitId: unit.id }],
      ['receipts', {}],
      ['messages', { direction: 'toCustomer', text: '师傅今天下午三点到。' }],
      ['returns', { result: '师傅漏看改约短信', finding: 'substantiated' }],
      ['reviews', { verdict: 'pass' }],
      ['answers', { text: '很抱歉让您久等，安装费已退。' }],
    ] as const) {
      const { status, body: answer } = await office.admin.post(`/cases/${id}/${noun}`, body)
      expect(status, JSON.stringify(answer)).toBe(201)
    }
    await lookAgain(page)
    await page.getByRole('log').getByText('师傅今天下午三点到。').waitFor()
    await page.getByRole('region', { name: '我们的答复' }).getByText('很抱歉让您久等，安装费已退。').waitFor()
    await page.getByRole('button', { name: '解决了', exact: true }).click()

    await page.getByRole('heading', { name: '这次处理，您觉得怎么样？' }).waitFor()
    expect((await office.admin.get(`/cases/${id}`)).body.status).toBe('confirmed')
    await page.getByRole('radio', { name: '满意', exact: true }).click()
    await page.getByRole('button', { name: '评价', exact: true }).click()
    await page.getByText('您已评价过这次处理。').waitFor()
  })

  test('who says it is not solved says what is missing, and the case goes on', async () => {
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '快递箱子压坏了，里面的玻璃碎了。', email: 'zhao@example.com' })
    await agreeAndSend(page)
    const id = await caseIdOf(office, await numberShown(page))
    await office.admin.post(`/cases/${id}/acceptance`, { category: 'delivery.damage' })
    await office.admin.post(`/cases/${id}/dispatches`, { unitId: (await aUnit(office.admin, '物流部')).id })
    await office.admin.post(`/cases/${id}/receipts`, {})
    await office.admin.post(`/cases/${id}/returns`, { result: '运输破损', finding: 'substantiated' })
    await office.admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await office.admin.post(`/cases/${id}/answers`, { text: '新的一件明天送到。' })

    await page.getByRole('link', { name: '看进展' }).click()
    await page.getByRole('button', { name: '没解决' }).click()
    await page.getByRole('button', { name: '继续处理' }).click()
    await page.getByText('请说说还差什么').waitFor()
    await page.getByLabel('还有什么没解决？').fill('新的也碎了')
    await page.getByRole('button', { name: '继续处理' }).click()
    await page.getByText('已经转回处理的人继续办').waitFor()
    expect((await office.admin.get(`/cases/${id}`)).body.status).toBe('handling')

    const desk = await office.desk(office.boss, `/cases/${id}`)
    const said = desk.getByRole('log').getByRole('listitem').filter({ hasText: '新的也碎了' })
    expect(await said.locator('.entry-by').textContent()).toBe('客户')
  })

  test('what was begun is still there after a reload, and gone when thrown away or on a shared device', async () => {
    const page = await office.newWindow(phone)
    await page.goto('/p/default/new')
    await page.getByRole('button', { name: '说不清，直接写' }).click()
    await page.getByRole('textbox').fill('冰箱修了三次还在响')
    await page.reload()
    await expectText(page, '冰箱修了三次还在响')

    await page.getByRole('button', { name: '这是公用设备，不要保存' }).click()
    await page.getByText('什么都不保存').waitFor()
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('冰箱')
    await page.getByRole('textbox').fill('冰箱修了四次还在响')
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('冰箱')

    await page.getByRole('button', { name: '这是我自己的设备，可以保存' }).click()
    await page.goto('/p/default')
    await page.getByRole('heading', { name: '您有一份没写完的投诉' }).waitFor()
    await page.getByRole('button', { name: '清除' }).click()
    await page.getByText('草稿已从这台设备清除').waitFor()
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('冰箱')
  })

  test('without a connection nothing is lost, and sending again files it once', async () => {
    const page = await office.newWindow(phone)
    const text = `账单多收了费用 ${Date.now()}`
    await tellAll(page, { text, email: 'qian@example.com' })
    await page.context().setOffline(true)
    await agreeAndSend(page)
    await page.getByRole('alert').getByText('网络不通，没有送到').waitFor()
    await page.getByText('您写的内容都在，已存在这台设备上').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '再提交一次' }).click()
    const number = await numberShown(page)

    const { body } = await office.admin.get(`/cases?q=${encodeURIComponent(text)}`)
    expect(body.rows.map((row: { number: string }) => row.number)).toEqual([number])
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('账单')
    office.troubles.splice(
      0,
      office.troubles.length,
      ...office.troubles.filter((trouble) => !trouble.includes('ERR_INTERNET_DISCONNECTED')),
    )
  })

  test('evidence that did not arrive is sent after a reload, to its own case and once; what was filed is no draft any more', async () => {
    const page = await office.newWindow(phone)
    const text = `窗帘轨道装歪了 ${Date.now()}`
    // The first photo arrives although no answer does.
    await page.route('**/portal/case/files', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await tellAll(page, { text, email: 'sun@example.com', photo: true })
    await agreeAndSend(page)
    const number = await numberShown(page)
    await page.getByText('1 个文件没有传上；投诉本身已经收到。').waitFor()
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).not.toContain('窗帘')
    await page.unroute('**/portal/case/files')

    // On another day, when another case has been opened on this device.
    await page.goto('/p/default')
    await tellAll(page, { text: `${text} 另一件`, email: 'sun@example.com' })
    await agreeAndSend(page)
    await expect.poll(() => numberShown(page), { timeout: 20_000 }).not.toBe(number)
    await page.goto('/p/default')
    await page.getByText(`投诉 ${number} 已经收到，还有 1 个文件没有传上。`).waitFor()
    await page.getByRole('button', { name: '接着传' }).click()
    await page.getByText('1 个文件都传上了。').waitFor()
    expect(await numberShown(page)).toBe(number)
    const { body: timeline } = await office.admin.get(`/cases/${await caseIdOf(office, number)}/timeline?limit=200`)
    expect(timeline.rows.filter(({ kind }: { kind: string }) => kind === 'case.fileAdded').length, JSON.stringify(timeline.rows)).toBe(1)
    await page.goto('/p/default')
    await title(page, '遇到问题，告诉我们')
    expect(await page.getByText('还有材料没传上').count()).toBe(0)
    office.troubles.splice(0, office.troubles.length, ...office.troubles.filter((trouble) => !trouble.includes('ERR_FAILED')))
  })

  test('who changes the words after an answer that never came is told, and may add them', async () => {
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '发票抬头开错了，要求重开', email: 'li@example.com' })
    await page.route('**/portal/complaints', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await agreeAndSend(page)
    await page.getByRole('alert').getByText('网络不通，没有送到').waitFor()
    await page.unroute('**/portal/complaints')
    await page.getByRole('link', { name: '修改 经过' }).click()
    await page.getByRole('textbox').fill('发票抬头开错了，税号也错了')
    await page.goto('/p/default/new?step=review')
    await agreeAndSend(page)
    const number = await numberShown(page)
    await page.getByRole('heading', { name: '您后来改过的内容' }).waitFor()
    await page.getByRole('button', { name: '补充进去' }).click()
    await page.getByText('已经补充到这件投诉里').waitFor()
    const { body: timeline } = await office.admin.get(`/cases/${await caseIdOf(office, number)}/timeline`)
    expect(JSON.stringify(timeline)).toContain('税号也错了')
    office.troubles.splice(0, office.troubles.length, ...office.troubles.filter((trouble) => !trouble.includes('ERR_FAILED')))
  })

  test('Back leads to the question before, with its answer; nobody reaches the end past what is lacking', async () => {
    const page = await office.newWindow(phone)
    await page.goto('/p/default/new?step=review')
    await title(page, '发生了什么？')
    await next(page)
    await page.getByText('请写下发生了什么。').waitFor()
    expect(await page.evaluate(`document.activeElement.tagName`)).toBe('TEXTAREA')
    await page.getByRole('textbox').fill('热水器打不着火，家里有老人')
    await next(page)
    await title(page, '有照片、录音或订单号吗？')
    expect(await page.evaluate(`document.activeElement.textContent`)).toBe('有照片、录音或订单号吗？')
    await page.goBack()
    await title(page, '发生了什么？')
    await expectText(page, '热水器打不着火，家里有老人')
  })

  test('staff show a file of the case to its customer, and take it back (给客户看)', async () => {
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '洗衣机排水管漏水，客厅地板泡了。', email: 'zhou@example.com', photo: true })
    await agreeAndSend(page)
    const desk = await office.desk(office.boss, `/cases/${await caseIdOf(office, await numberShown(page))}`)
    await page.getByRole('link', { name: '看进展' }).click()
    await desk.getByText('客户提供').waitFor()
    expect(await desk.locator('.entry', { hasText: '来自客户自助页面' }).first().locator('.entry-by').textContent()).toBe('客户')
    await desk
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '检测报告.txt', mimeType: 'text/plain', buffer: Buffer.from('接头老化') })
    await desk.getByRole('button', { name: '把“检测报告.txt”给客户看' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '给客户看' }).click()
    await desk.getByText(/^客户可见/).waitFor()
    await lookAgain(page)
    await page.getByRole('link', { name: '检测报告.txt' }).waitFor()

    await desk.getByRole('button', { name: '收回“检测报告.txt”' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '收回' }).click()
    await desk.getByRole('button', { name: '把“检测报告.txt”给客户看' }).waitFor()
    await lookAgain(page)
    await page.getByRole('link', { name: '检测报告.txt' }).waitFor({ state: 'detached' })
  })

  test('what is changed in the settings is seen in the portal beside them before it is saved, and nothing is filed from there', async () => {
    const desk = await office.desk(office.boss, '/settings/portal')
    const preview = desk.frameLocator('iframe')
    await preview.getByRole('heading', { name: '遇到问题，告诉我们' }).waitFor()
    await desk.getByLabel('对客户显示的名称').fill('晴川电器')
    await preview.getByRole('link', { name: '晴川电器' }).waitFor()
    await desk.getByText('选分类', { exact: true }).click()
    await desk.getByRole('switch', { name: '用分类树的第一层' }).click()
    await desk.getByRole('button', { name: '去掉“产品质量”' }).click()
    await desk.getByRole('button', { name: '把“交付物流”上移' }).click()
    await preview.getByRole('radio', { name: '产品质量' }).waitFor({ state: 'detached' })
    expect(await preview.getByRole('radio').first().getAttribute('value')).toBe('delivery')
    expect(await findings(desk)).toEqual([])
    const customers = await office.newWindow(phone)
    await customers.goto('/p/default/new')
    await customers.getByRole('radio', { name: '产品质量' }).waitFor()

    await desk.getByRole('button', { name: '保存' }).click()
    await desk.getByText('已保存').waitFor()
    await customers.reload()
    await customers.getByRole('link', { name: '晴川电器' }).waitFor()
    expect(await customers.getByRole('radio').first().getAttribute('value')).toBe('delivery')
    const { body: before } = await office.admin.get('/portal-settings')
    expect((await office.admin.put('/portal-settings', { ...inputOf(before), name: null, categories: null })).status).toBe(200)
  })

  test('a company nobody has gets a plain page', async () => {
    const page = await office.newWindow(phone)
    await page.goto('/p/nobody')
    await title(page, '没有这个页面')
  })

  const inputOf = ({ logo: _logo, shown: _shown, address: _address, choice: _choice, ...input }: Record<string, unknown>) => input
  const expectText = async (page: Page, text: string) => expect.poll(() => page.getByRole('textbox').inputValue()).toBe(text)

  async function codeSentTo(address: string): Promise<string> {
    const find = () => post.mails.filter(({ to }) => to.join().includes(address)).flatMap((mail) => /\b\d{6}\b/.exec(textOf(mail)) ?? [])
    await expect.poll(find, { timeout: 20_000, message: 'a mail with the code' }).not.toEqual([])
    return find().at(-1) ?? ''
  }
})

import { expect, test } from 'vitest'
import { aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 隐性客户到关怀: an unhappy talk comes in, is found with its reasons, called about, and over; another becomes a complaint.

const talk = [
  { by: 'customer', text: '我家空调又不制冷了，上周刚修过' },
  { by: 'staff', text: '您好，请问您的订单号是多少？' },
  { by: 'customer', text: '我都说了三遍了，每次都问一样的，有完没完' },
  { by: 'staff', text: '抱歉，这边系统查不到，请您再打 400 咨询。' },
  { by: 'customer', text: '踢皮球是吧，太失望了，以后再也不买你们家的了' },
]

inBrowser('from a latent complainant to a finished care task (隐性客户与回访关怀)', () => {
  const office = useOffice()

  test('found, called by keys, finished; another turns into a complaint with all that was said', async () => {
    const unit = await aUnit(office.admin, '回访组', 'callCentre')
    const caring = await office.hire('agent', '林晓', unit.id)
    const { body: rules } = await office.admin.get('/latent-rules')
    const { status } = await office.admin.post('/latent-rules', {
      definition: { ...rules.rows[0].definition, careUnitId: unit.id },
      reason: '由回访组负责',
    })
    expect(status).toBe(201)
    const contacts = [
      { name: '王小明', phone: '13912341234' },
      { name: '李芳', phone: '13912345555' },
    ].map((complainant, at) => ({
      channel: 'chat',
      externalId: `talk-${at}`,
      occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
      complainant,
      product: '云岚空调',
      turns: talk,
    }))
    expect((await office.admin.post('/contacts/batch', { contacts })).status).toBe(200)
    await expect.poll(async () => (await office.admin.get('/latent-customers/counts')).body.inCare, { timeout: 30_000 }).toBe(2)

    // 清单: why they are thought unhappy, and what they said
    const agent = await office.desk(caring, '/latent')
    await agent.getByRole('list', { name: '隐性客户' }).getByRole('listitem').first().waitFor()
    await agent
      .getByText(/结束时不满/)
      .first()
      .waitFor()
    await agent
      .getByRole('button', { name: /我家空调又不制冷了/ })
      .first()
      .click()
    const drawer = agent.getByRole('dialog')
    await drawer.getByText('踢皮球是吧').waitFor()
    await drawer.getByRole('img', { name: /情绪曲线/ }).waitFor()
    await agent.keyboard.press('Escape')

    // 关怀任务: the first is content after the call, by keys alone
    await agent.goto('/care')
    await agent.getByText('话术', { exact: false }).first().waitFor()
    await agent.getByText('倾听 Listen').waitFor()
    await agent.keyboard.press('1')
    await expect.poll(() => agent.getByRole('radio', { name: /客户满意/ }).isChecked()).toBe(true)
    await agent.getByLabel('记录').fill('已道歉并约好上门时间')
    await agent.getByRole('button', { name: '登记结果' }).click()
    await agent.getByText('已登记，任务结束').waitFor()

    // the second wants it as a complaint: one click, nothing said twice
    await expect.poll(() => agent.getByRole('list', { name: '关怀任务' }).getByRole('listitem').count()).toBe(1)
    await agent.getByRole('radio', { name: /客户满意/, checked: false }).waitFor()
    await agent.keyboard.press('5')
    await agent.getByLabel('投诉主题').fill('空调反复不制冷')
    await agent.getByLabel('客户在电话里说的').fill('要求明天上门，不然就退货')
    await agent.getByRole('button', { name: '登记投诉' }).click()
    await agent.getByText(/已登记工单/).waitFor()
    await agent.getByText('没有要回访的客户').waitFor()

    const { body: ended } = await office.admin.get('/latent-customers?state=ended')
    expect(ended.rows.map((row: { ended: string }) => row.ended).sort()).toEqual(['complaint', 'satisfied'])
    const { caseId } = ended.rows.find((row: { caseId: string | null }) => row.caseId)
    await agent.goto(`/cases/${caseId}`)
    await agent.getByRole('heading', { name: '空调反复不制冷' }).waitFor()
    await agent.getByText('踢皮球是吧', { exact: false }).first().waitFor()

    // 客户页: what was said and how it ended; 效果: too little to tell
    await agent.goto(`/customers/${ended.rows[0].customer.id}`)
    await agent.getByRole('heading', { name: '联络与关怀' }).waitFor()
    await agent.goto('/care/effect')
    await agent.getByText(/数据还不够/).waitFor()
    await agent.getByText('不是随机分组').waitFor()
    for (const at of ['/latent?state=all', '/care?of=all&state=done', '/care/effect', '/latent/import']) {
      await agent.setViewportSize({ width: 390, height: 844 })
      await agent.goto(at)
      await agent.locator('h1').first().waitFor()
      await expect.poll(() => tooWide(agent), { timeout: 5_000 }).toEqual([])
    }
  })

  test('the company puts its own words in place of the shipped ones; who calls only reads them', async () => {
    const page = await office.desk(office.boss, '/care/scripts')
    const calm = page.getByRole('region', { name: '心态不明' })
    await calm.getByText('出厂话术').waitFor()
    await calm.getByRole('button', { name: '改话术' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('倾听 Listen').fill('您好，云享售后，想听听您的意见。\n（先听完，不打断）')
    await dialog.getByLabel('修改理由').fill('按公司口径')
    await dialog.getByRole('button', { name: '保存话术' }).click()
    await calm.getByText('您好，云享售后，想听听您的意见。').waitFor()
    await calm.getByText('按公司口径').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page), { timeout: 5_000 }).toEqual([])

    const agent = await office.desk(await office.hire('agent', '周敏'), '/care/scripts')
    await agent.getByText('您好，云享售后，想听听您的意见。').waitFor()
    expect(await agent.getByRole('button', { name: '改话术' }).count()).toBe(0)
  })

  test('a table of reviews and posts is read, stored, and taken back', async () => {
    const page = await office.desk(office.boss, '/latent/import')
    const rows = [
      '评论编号,平台,发布时间,昵称,手机号,评论内容,评分',
      'R-1,小红书,2026-11-01 10:00,小雨,13911112222,"客服推来推去，太让人失望了，避雷",',
      'R-2,商城评价,2026-11-02 09:30,老陈,13911113333,很好用，谢谢,5',
      'R-3,商城评价,不知道,老陈,13911113333,还行,4',
    ]
    await page.locator('input[type=file]').setInputFiles({ name: '评论.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
    await page.getByText('3 行，2 次联络，1 行不能导入').waitFor()
    await page.getByRole('button', { name: '导入 2 次联络' }).click()
    await page.getByText('已导入 2 次联络').waitFor()
    const { body } = await office.admin.get('/contacts?channel=social')
    expect(body.rows).toHaveLength(1)
    await page.getByRole('button', { name: /撤\s?销/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /撤\s?销/ })
      .click()
    await expect.poll(async () => (await office.admin.get('/contact-imports')).body.rows[0].undone).toBeGreaterThan(0)
  })
})

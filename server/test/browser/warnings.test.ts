import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aComplaint } from '../builders.ts'
import { choose } from './case-page.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const dayMs = 86_400_000
const matters = [
  { category: 'delivery.delay', text: '送货迟了两天，客服让我继续等', product: '云岚空调', region: '华南' },
  { category: 'quality.fault', text: '门封条变形，关不严，要求上门维修', product: '净屿洗衣机', region: '华北' },
]
const groan = {
  category: 'quality.fault',
  subject: '压缩机异响',
  text: '冰箱半夜发出嗡嗡的异响，压缩机声音像拖拉机，一家人睡不好。',
  product: '云享冰箱',
  region: '华东',
}

inBrowser('from a surge to its clearance, and the war room (预警处置与危机事件)', () => {
  const office = useOffice()
  const phone = (at: number) => ({ name: '李雷', phone: `138${10_000_000 + at * 37}` })

  async function history() {
    const complaints = Array.from({ length: 120 }, (_, at) => ({
      ...aComplaint({ ...matters[at % 2], complainant: phone(at) }),
      receivedAt: new Date(Date.now() - (1 + Math.floor(at / 2)) * dayMs).toISOString(),
    }))
    expect((await office.admin.post('/complaints/batch', { complaints })).status).toBe(200)
  }
  async function onDuty(name: string) {
    const { body: people } = await office.admin.get('/people')
    const userId = people.rows.find((person: { name: string }) => person.name === name).id
    for (const level of [1, 2]) await office.admin.post('/on-call', { unitId: null, level, userId, fromMinute: 0, toMinute: 0 })
  }
  const fill = async (dialog: Locator, typed: Record<string, string>) => {
    for (const [label, text] of Object.entries(typed)) await dialog.getByLabel(label, { exact: true }).fill(text)
  }
  const dialogOf = (page: Page) => page.getByRole('dialog').last()
  const send = async (page: Page, name: string | RegExp) => {
    await dialogOf(page).getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const state = (page: Page, words: string) => page.locator('.page-head').getByText(words).waitFor()

  test('what burns is told while the quality of warnings is still being counted', async () => {
    const page = await office.desk(office.boss, '/')
    const counted = Promise.withResolvers<void>()
    await page.route('**/api/v1/warning-quality*', async (route) => {
      await counted.promise
      await route.continue()
    })
    await page.goto('/warnings')
    await page.getByText('现在没有红色或橙色预警。').waitFor()
    const strip = page.getByRole('region', { name: '预警准不准' })
    await strip.getByText('…').first().waitFor()
    counted.resolve()
    await strip.getByText('…').first().waitFor({ state: 'detached' })
    await strip.getByText('0', { exact: true }).first().waitFor()
  })

  test('the one on duty takes it, gives a measure and finishes it, labels and clears it; quality counts it', async () => {
    const fang = await office.hire('supervisor', '方琴')
    await office.hire('agent', '林晓')
    await onDuty('方琴')
    await history()
    for (let at = 0; at < 14; at++)
      expect((await office.admin.post('/complaints', aComplaint({ ...groan, complainant: phone(900 + at) }))).status).toBe(201)

    const page = await office.desk(fang, '/warnings')
    // Which of its parts names the matter (product, region, fault) is the screening's choice.
    const card = page.locator('.burning', { hasText: '数量突增' }).first()
    await card.waitFor({ timeout: 120_000 })
    await card.getByText('方琴').waitFor()
    await card.getByText('异响').first().waitFor()
    expect(await findings(page)).toEqual([])
    await card.getByRole('button', { name: /认\s?领/ }).click()
    await card.getByText('处置中').waitFor()
    await card.locator('.burning-subject').click()
    await state(page, '处置中')
    await page.getByRole('region', { name: '14 件' }).getByText('压缩机异响').first().waitFor()

    await page.getByRole('button', { name: '加措施' }).click()
    await fill(dialogOf(page), { 做什么: '停发 7 月批次' })
    await send(page, /加\s?措施/)
    const measures = page.getByRole('region', { name: '措施' })
    await measures.getByRole('button', { name: /完\s?成/ }).click()
    await fill(dialogOf(page), { 结果: '已停发，召回 20 台抽检' })
    await send(page, /完\s?成/)
    await measures.getByText('已停发，召回 20 台抽检').waitFor()

    await page.getByRole('button', { name: /更\s?多/ }).click()
    await page.getByRole('menuitem', { name: '指派' }).click()
    await choose(page, dialogOf(page).getByLabel('指派给'), '林晓')
    await send(page, /指\s?派/)
    await page.getByRole('region', { name: '是什么' }).getByText('林晓').waitFor()

    await page.getByRole('button', { name: /标\s?注/ }).click()
    await dialogOf(page).getByText('属实').click()
    await fill(dialogOf(page), { 说明: '压缩机批次问题' })
    await send(page, /保\s?存/)
    await page.getByRole('button', { name: /解\s?除/ }).click()
    await dialogOf(page).getByLabel('原因').fill('三天回到预期以内')
    await send(page, /解\s?除/)
    await state(page, '已解除 · 属实')
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])

    await page.goto('/warnings/quality')
    await page.getByRole('row', { name: /合计/ }).getByText('100.0% (1/1)').first().waitFor()
    await expect.poll(() => tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await page
      .getByRole('figure', { name: /个月里/ })
      .locator('svg')
      .first()
      .waitFor()
    await page.getByRole('button', { name: '看数据表' }).click()
    await page.getByRole('cell', { name: '100.0%', exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
  }, 240_000)

  test('a statement is approved by somebody else than its author, and stands on the linked case', async () => {
    const { body: cases } = await office.admin.get('/cases?q=%E5%8E%8B%E7%BC%A9%E6%9C%BA&limit=1')
    const [one] = cases.rows
    const shen = await office.desk(await office.hire('manager', '沈国强'), '/crises')
    const he = await office.hire('manager', '何强')
    await shen.getByRole('button', { name: '开设危机事件' }).click()
    await fill(dialogOf(shen), { 事件名称: '冰箱异响被媒体关注' })
    await choose(shen, dialogOf(shen).getByLabel('总负责人'), '何强')
    await dialogOf(shen)
      .getByRole('button', { name: /开\s?设/ })
      .click()
    await shen.getByRole('heading', { name: '冰箱异响被媒体关注' }).waitFor()
    await shen.getByRole('button', { name: '关联工单' }).click()
    await fill(dialogOf(shen), { 工单号: one.number })
    await send(shen, '关联工单')
    await shen.getByRole('button', { name: '起草声明' }).click()
    await fill(dialogOf(shen), { 声明全文: '我们已收到异响反馈，正在逐台检测，结果今晚公布。' })
    await send(shen, /送\s?审/)
    await shen.getByText('等作者以外的人审批').waitFor()
    expect(await shen.getByRole('button', { name: /审\s?批/ }).count()).toBe(0)

    const boss = await office.desk(he, '/notices')
    await boss.getByText('声明待审批').waitFor()
    await boss.getByRole('link', { name: '冰箱异响被媒体关注' }).first().click()
    await boss.getByRole('button', { name: /审\s?批/ }).click()
    await send(boss, /批\s?准/)
    await boss.getByText('现行口径').waitFor()
    expect(await findings(boss)).toEqual([])

    const agent = await office.desk(await office.hire('agent', '赵敏'), `/cases/${one.id}`)
    const voice = agent.getByRole('complementary', { name: '统一口径' })
    await voice.getByText('我们已收到异响反馈，正在逐台检测，结果今晚公布。').waitFor()

    await boss.getByRole('button', { name: /结\s?束/ }).click()
    await dialogOf(boss).getByLabel('原因').fill('起因是压缩机批次；口径用时半小时；以后先定口径再回复媒体。')
    await send(boss, /结\s?束/)
    await boss.getByRole('heading', { name: '复盘' }).waitFor()
    await agent.reload()
    await agent.locator('h1').waitFor()
    await voice.waitFor({ state: 'detached' })
  }, 180_000)

  test('a threshold is changed as a new version, with its reason', async () => {
    const page = await office.desk(office.boss, '/settings/warning-rules')
    const group = page.getByRole('region', { name: '群诉' })
    await group.getByRole('button', { name: '改规则' }).click()
    await dialogOf(page).getByLabel('至少').first().fill('8')
    await fill(dialogOf(page), { 为什么改: '五个人太少' })
    await send(page, '保存新版本')
    await group.getByText('人数 ≥ 8').waitFor()
    await group.getByText('3 个版本').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
  }, 120_000)
})

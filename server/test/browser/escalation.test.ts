import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { choose, doAct, fillAct, sendAct, startAct, storyOf } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('escalation, supervision and notices (升级、督办、通知)', () => {
  const office = useOffice()
  const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /通知/ })

  test('a case that grows worse calls who is on duty; the supervisor keeps an eye on it until it is done', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const handler = await office.hire('handler', '梁波', unit.id)
    const chief = await office.hire('manager', '沈国强')
    const foreman = await office.hire('supervisor', '方琴', unit.id)

    // 值班表 and 升级规则
    const boss = await office.desk(office.boss, '/settings/on-call')
    await boss.getByRole('button', { name: '新增值班' }).click()
    const dialog = boss.getByRole('dialog')
    await dialog.getByText('2 级 部门负责人').click()
    await choose(boss, dialog.getByLabel('人员'), '沈国强')
    await dialog.getByLabel('开始').fill('00:00')
    await dialog.getByLabel('结束').fill('00:00')
    await dialog.getByRole('button', { name: /保\s?存/ }).click()
    await boss.locator('.called section', { hasText: '2 级' }).getByText('沈国强').waitFor()
    await boss.goto('/settings/escalation-rules')
    await boss.getByRole('button', { name: '全部启用' }).click()
    await boss.getByRole('button', { name: '全部启用' }).waitFor({ state: 'detached' })

    // A dispatch reaches the unit.
    const { id, number } = await aCaseIn('dispatched', office.admin, unit.id)
    const liang = await office.desk(handler, '/')
    await bell(liang).getByText('1', { exact: true }).waitFor()
    await bell(liang).click()
    await liang.getByText('新派单').waitFor()
    await liang.getByRole('link', { name: number }).click()
    await liang.waitForURL(`**/cases/${id}`)
    await doAct(liang, '签收')

    // Stage 4: the rule raises it to level 2, and the one on duty hears of it.
    await office.admin.post(`/cases/${id}/classification`, { stage: 4, reason: '客户要求赔偿' })
    const shen = await office.desk(chief, '/notices')
    await shen.getByText('升级', { exact: true }).first().waitFor()
    await shen.getByText('2 级').first().waitFor()
    await shen.getByRole('link', { name: number }).first().click()
    await shen.getByText('按规则：阶段').waitFor()

    // 督办, answered by the unit, closed by the supervisor.
    await startAct(shen, '督办')
    await fillAct(shen, '督办', { typed: { 原因: '客户已联系媒体，今天内给出方案' } })
    await sendAct(shen, '督办')
    await liang.getByRole('button', { name: '答复督办' }).first().click()
    await fillAct(liang, '答复督办', { typed: { 进展和安排: '师傅已在路上，今天 18 点前装好' } })
    await sendAct(liang, '答复督办')
    await shen.goto('/supervisions?state=answered')
    await shen.getByText('师傅已在路上，今天 18 点前装好').waitFor()
    await shen.getByRole('link', { name: number }).click()
    await shen.getByRole('button', { name: '办结督办' }).first().click()
    await fillAct(shen, '办结督办', { typed: { 原因: '客户已确认上门时间' } })
    await sendAct(shen, '办结督办')
    await doAct(shen, '降级', { typed: { 原因: '客户已平静' } })
    expect(await storyOf(shen)).toEqual(expect.arrayContaining(['升级', '督办', '督办答复', '督办办结', '降级']))

    // 催办: once, then wait.
    const fang = await office.desk(foreman, `/cases/${id}`)
    await doAct(fang, '催办', {})
    await startAct(fang, '催办')
    const refused = fang.waitForResponse((response) => response.status() === 429)
    await sendAct(fang, '催办')
    await refused
    await fang.getByText(/分钟后可以再催/).waitFor()
  })

  test('a group’s robot is set up, and one that points inside is refused', async () => {
    const page = await office.desk(office.boss, '/settings/notices')
    await page.getByText('没有开启').waitFor()
    await page.getByRole('button', { name: '新增机器人' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill('客服群')
    await dialog.getByText('钉钉', { exact: true }).click()
    await dialog.getByLabel('Webhook 地址').fill('https://127.0.0.1/robot/send?access_token=x')
    await dialog.getByLabel('加签密钥').fill('SECabc')
    await dialog.getByRole('button', { name: /保\s?存/ }).click()
    await page.getByRole('button', { name: /测\s?试/ }).click()
    await page.getByText('没有发出：地址指向内部网络，不允许访问').waitFor()
    expect(await page.content()).not.toContain('access_token')
  })
})

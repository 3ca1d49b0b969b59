import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { choose, doAct, doneWith, fillAct, sendAct, startAct, storyOf } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('escalation, supervision and notices (升级、督办、通知)', () => {
  const office = useOffice()
  const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /通知/ })

  test('who is called at which level is put on the list, and the rules are switched on', async () => {
    await office.hire('manager', '沈国强')
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
  })

  test('a dispatch reaches its unit by the bell; a case that grows worse calls who is on duty', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const liang = await office.desk(await office.hire('handler', '梁波', unit.id))
    const chief = await office.hire('manager', '何强')
    const { body: people } = await office.admin.get('/people')
    const userId = people.rows.find(({ name }: { name: string }) => name === '何强').id
    await office.admin.post('/on-call', { unitId: unit.id, level: 2, userId, fromMinute: 0, toMinute: 0 })
    await office.admin.post('/escalation-rules', { name: '矛盾爆发', trigger: 'stage', atLeast: 4, toLevel: 2 })
    const { id, number } = await aCaseIn('dispatched', office.admin, unit.id)
    await bell(liang).getByText('1', { exact: true }).waitFor()
    await bell(liang).click()
    await liang.getByText('新派单').waitFor()
    await liang.getByRole('link', { name: number }).click()
    await liang.waitForURL(`**/cases/${id}`)

    await office.admin.post(`/cases/${id}/classification`, { stage: 4, reason: '客户要求赔偿' })
    const he = await office.desk(chief, '/notices')
    await he.getByText('升级', { exact: true }).first().waitFor()
    await he.getByText('2 级').first().waitFor()
    await he.getByRole('link', { name: number }).first().click()
    await he.getByText('按规则：阶段').waitFor()
    await he.getByText('叫了：何强').waitFor()
    await he.locator('.called-people').getByText('叫了 何强').waitFor()
    await doAct(he, '降级', { ticked: ['0 承办人'], typed: { 原因: '客户已平静' } })
    await he.locator('.called-people').waitFor({ state: 'detached' })
    expect((await office.admin.get(`/cases/${id}`)).body.escalationLevel).toBe(0)
    expect(await storyOf(he)).toEqual(expect.arrayContaining(['升级', '降级']))
  })

  test('a supervision is answered by the unit and closed by the supervisor', async () => {
    const unit = await aUnit(office.admin, '维修部')
    const liang = await office.hire('handler', '董建华', unit.id)
    const { id, number } = await aCaseIn('handling', office.admin, unit.id)
    const shi = await office.desk(await office.hire('supervisor', '石丽华'), `/cases/${id}`)
    await doAct(shi, '督办', { typed: { 原因: '客户已联系媒体，今天内给出方案' } })
    const dong = await office.desk(liang, `/cases/${id}`)
    await dong.getByRole('button', { name: '答复督办' }).first().click()
    await fillAct(dong, '答复督办', { typed: { 进展和安排: '师傅已在路上，今天 18 点前装好' } })
    await sendAct(dong, '答复督办')
    await doneWith(dong, '答复督办')
    await shi.goto('/supervisions?state=answered')
    await shi.getByText('师傅已在路上，今天 18 点前装好').waitFor()
    await shi.getByRole('link', { name: number }).click()
    await shi.getByRole('button', { name: '办结督办' }).first().click()
    await fillAct(shi, '办结督办', { typed: { 原因: '客户已确认上门时间' } })
    await sendAct(shi, '办结督办')
    await doneWith(shi, '办结督办')
    expect(await storyOf(shi)).toEqual(expect.arrayContaining(['督办', '督办答复', '督办办结']))
  })

  test('who has just asked how far it is, is told to wait', async () => {
    const { id } = await aCaseIn('accepted', office.admin, '')
    await office.admin.post(`/cases/${id}/reminders`)
    const page = await office.desk(office.boss, `/cases/${id}`)
    await startAct(page, '催办')
    await sendAct(page, '催办')
    await page.getByText(/分钟后可以再催/).waitFor()
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

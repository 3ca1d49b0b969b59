import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { choose, doAct, storyOf, waitForStatus } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 协办与争议: one complaint through two units and a partner firm, with a dispute the supervisor decides.

inBrowser('a co-handled case through two units and a partner, with a dispute (协办、合作单位与争议)', () => {
  const office = useOffice()
  const dialog = (page: Page) => page.getByRole('dialog')

  test('dispatched by keys, disputed, decided, found out together, reviewed; the partner sees its own task alone', async () => {
    const installation = await aUnit(office.admin, '安装部')
    const warehouse = await aUnit(office.admin, '仓储部')
    const firm = await aUnit(office.admin, '快修服务商', 'partner')
    for (let past = 0; past < 2; past++) await aCaseIn('dispatched', office.admin, installation.id)
    const { id, number } = await aCaseIn('accepted', office.admin, installation.id, { product: '空调 KFR-35' })

    // 坐席 at the dispatch desk: the proposal is chosen already; undone once, then with a partner beside
    const agent = await office.desk(await office.hire('agent', '林晓'), '/dispatch')
    await agent.getByText(/同类最近 2 件中 2 件由它承办/).waitFor()
    await agent.keyboard.press('Enter')
    await agent.getByRole('status').getByText(number).waitFor()
    await agent.getByText('没有等待派单的工单').waitFor()
    await agent.keyboard.press('u')
    await agent.getByText(`已撤回：${number}`).waitFor()
    await agent.getByText(/同类最近 2 件中 2 件由它承办/).waitFor()
    await agent.keyboard.press('c')
    await choose(agent, agent.getByRole('group', { name: '协办 1' }).getByLabel('协办部门'), '快修服务商')
    await agent.getByLabel('请协办什么').fill('请上门检测，联系 13912341234')
    await agent.getByRole('group', { name: '协办 1' }).getByRole('spinbutton').fill('2')
    await agent.getByRole('button', { name: /派给安装部/ }).click()
    await agent.getByText('没有等待派单的工单').waitFor()

    // 安装部 says it is not theirs; nobody dispatches it before the supervisor decides for the warehouse
    const installer = await office.desk(await office.hire('handler', '周强', installation.id), `/cases/${id}`)
    await doAct(installer, '退单', { typed: { 原因: '外箱在仓库已破损，不属于安装' }, ticked: ['对责任归属有异议，请班长裁定'] })
    const supervisor = await office.desk(await office.hire('supervisor', '赵敏'), '/dispatch?part=disputes')
    await supervisor.getByText('外箱在仓库已破损，不属于安装').waitFor()
    await supervisor.getByRole('button', { name: '裁定', exact: true }).click()
    await choose(supervisor, dialog(supervisor).getByLabel('承办部门'), '仓储部')
    await dialog(supervisor).getByLabel('理由').fill('出库照片显示已破损，由仓储部承办')
    await dialog(supervisor)
      .getByRole('button', { name: /裁\s?定/ })
      .click()
    await supervisor.getByText(`已裁定：${number}`).waitFor()

    // 合作单位 signs in: its task, the customer masked, nothing else
    const fitter = await office.desk(await office.hire('partner', '师傅老李', firm.id))
    await fitter.getByRole('heading', { name: '我的任务' }).waitFor()
    expect(await fitter.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()).toEqual([
      '我的任务',
      '8D 协同',
      '设置',
    ])
    await fitter.getByText('请上门检测，联系 139****1234').click()
    await fitter.getByText('139****1234', { exact: false }).first().waitFor()
    expect(await fitter.locator('main').textContent()).not.toMatch(/13912341234|王小明|外箱在仓库/)
    await fitter.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(fitter), { timeout: 5_000 }).toEqual([])

    // 仓储部 cannot return while the partner's task is open, unless with a reason
    const keeping = await office.hire('handler', '陈静', warehouse.id)
    const keeper = await office.desk(keeping, `/cases/${id}`)
    await keeper.getByText('归属已裁定').waitFor()
    await doAct(keeper, '签收')
    const early = await (await office.clientOf(keeping)).post(`/cases/${id}/returns`, { result: '包装破损', finding: 'substantiated' })
    expect(early.body.missing).toEqual(['openTasks'])
    await fitter.getByLabel('处理结果').fill('已上门检测，压缩机完好，外壳变形')
    await fitter.getByRole('button', { name: '反馈结果' }).click()
    await fitter.getByText('已反馈').first().waitFor()
    await keeper.getByText('已上门检测，压缩机完好，外壳变形').first().waitFor()
    await keeper.reload()
    await doAct(keeper, '返回结果', { typed: { 处理结果: '出库前已破损，换新机' }, ticked: ['属实'] })
    await waitForStatus(keeper, '待审核')

    // 客服 reviews before the customer hears it; the lanes tell who had it
    await agent.goto(`/cases/${id}`)
    await doAct(agent, '审核结果', { ticked: ['通过'] })
    const lanes = agent.getByRole('figure', { name: '谁手里停了多久' })
    for (const holder of ['客服', '安装部', '仓储部', '协办 快修服务商']) await lanes.getByText(holder, { exact: true }).waitFor()
    expect(await storyOf(agent)).toEqual([
      '收到投诉',
      '受理',
      '派单',
      '撤回派单',
      '派单',
      '退单',
      '裁定争议',
      '派单',
      '签收',
      '协办反馈',
      '返回结果',
      '审核',
    ])
  }, 180_000)

  test('what waits is there while the figures of dispatches are still being counted', async () => {
    const { number } = await aCaseIn('accepted', office.admin, '')
    const page = await office.desk(office.boss, '/')
    const counted = Promise.withResolvers<void>()
    await page.route('**/api/v1/dispatch-statistics*', async (route) => {
      await counted.promise
      await route.continue()
    })
    await page.goto('/dispatch')
    await page.getByText(number).first().waitFor()
    const figures = page.locator('.desk-figures')
    await figures.getByText('…').first().waitFor()
    counted.resolve()
    await figures.getByText('…').first().waitFor({ state: 'detached' })
  })
})

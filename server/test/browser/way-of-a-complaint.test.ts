import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aUnit } from '../builders.ts'
import { doAct, doneWith, fillAct, sendAct, storyOf, waitForStatus } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// The whole way once more, as the people go it: each at their own desk.

inBrowser('the way of a complaint in the browser (一件投诉的全程)', () => {
  const office = useOffice()

  test('the agent registers, accepts and dispatches; the handler finds out; the customer is answered, called, and calls again', async () => {
    const installation = await aUnit(office.admin, '安装部')
    const agent = await office.desk(await office.hire('agent', '林晓'))
    const handler = await office.desk(await office.hire('handler', '周强', installation.id))

    // 坐席: the phone rings
    await agent.keyboard.press('n')
    await agent.getByLabel('电话').fill('13912341234')
    await agent.getByLabel('姓名').fill('王小明')
    await agent.getByLabel('投诉内容').fill('约好上午九点上门安装空调，等了三个小时没有人来，打电话也没人接，我要求退款。')
    await agent.getByRole('button', { name: '登记', exact: true }).click()
    await agent.getByRole('link', { name: '打开工单' }).click()
    await waitForStatus(agent, '待受理')
    const address = new URL(agent.url()).pathname

    await agent.keyboard.press('a')
    await fillAct(agent, '受理', { chosen: { 分类: '上门安装' } })
    await sendAct(agent, '受理')
    await doneWith(agent, '受理')
    await doAct(agent, '派单', { chosen: { 主办部门: '安装部' }, typed: { 处理要求: '请核实为何未按时上门' } })
    await waitForStatus(agent, '已派单')

    // 承办人: the case stands first on the workbench
    await openFirst(handler)
    expect(new URL(handler.url()).pathname).toBe(address)
    await doAct(handler, '签收')
    await doAct(handler, '返回结果', { typed: { 处理结果: '师傅漏看改约短信' }, ticked: ['属实'] })
    await waitForStatus(handler, '待审核')

    // 坐席: what the handler did has come by itself
    await waitForStatus(agent, '待审核')
    await doAct(agent, '审核结果', { ticked: ['通过'] })
    await agent.keyboard.press('e')
    await agent.getByLabel('答复客户：查明了什么').fill('很抱歉让您久等，安装费已退，师傅今天下午三点上门。')
    await agent.keyboard.press('Control+Enter')
    await doneWith(agent, '答复')
    await doAct(agent, '回访', { ticked: ['客户认为已解决'] })
    await doAct(agent, '记录根因', { chosen: { 原因分类: '未按流程' }, typed: { 为什么会发生: '改约短信没有回执' } })
    await doAct(agent, '办结', {})
    await waitForStatus(agent, '已办结')

    await doAct(agent, '重开', { typed: { 原因: '客户来电：又漏水了' } })
    await waitForStatus(agent, '处理中')
    expect(await storyOf(agent)).toEqual([
      '收到投诉',
      '受理',
      '派单',
      '签收',
      '返回结果',
      '审核',
      '答复客户',
      '回访确认',
      '记录根因',
      '办结',
      '重开',
    ])
    await agent.getByText('客户来电：又漏水了').waitFor()
  })
})

/** `j` to the first case of the list, `Enter` to open it. */
async function openFirst(page: Page) {
  await page.getByRole('list').getByRole('link').filter({ hasText: '已派单' }).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/cases/*')
}

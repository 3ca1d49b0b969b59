import { expect, test } from 'vitest'
import { aCaseIn } from '../builders.ts'
import { doneWith, fillAct, sendAct, startAct, storyOf, waitForStatus } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 授权: what the front line settles itself, and what goes up.

inBrowser('an on-the-spot settlement and one above the limit (当场结清与审批)', () => {
  const office = useOffice()

  test('within the limit the agent settles in one act; above it the supervisor decides by keyboard, and the ledger tells both', async () => {
    const { body: units } = await office.admin.get('/units')
    const callCentre = units.rows.find((unit: { code: string }) => unit.code === 'callCentre').id
    const small = await aCaseIn('accepted', office.admin, callCentre, { amountFen: 15_000 })
    const large = await aCaseIn('accepted', office.admin, callCentre, { amountFen: 60_000 })
    const [agent, supervisor] = await Promise.all([
      office.desk(await office.hire('agent', '林晓', callCentre), `/cases/${small.id}`),
      office.desk(await office.hire('supervisor', '方琴', callCentre), '/approvals'),
    ])

    // 坐席: 300 元 is too much, 150 元 is not
    await agent.getByRole('region', { name: '额度与建议' }).getByText('¥200.00', { exact: true }).waitFor()
    await startAct(agent, '当场结清')
    const typed = { 金额: '300', 说明: '安装迟到，双方同意补偿', 答复客户: '很抱歉让您久等，补偿已经生效。' }
    await fillAct(agent, '当场结清', { ticked: ['补偿', '属实'], typed })
    await sendAct(agent, '当场结清')
    await agent.getByText('还可以给 200.00 元').first().waitFor()
    await fillAct(agent, '当场结清', { typed: { 金额: '150' } })
    await sendAct(agent, '当场结清')
    await doneWith(agent, '当场结清')
    await waitForStatus(agent, '已答复')
    expect((await storyOf(agent)).slice(-2)).toEqual(['补偿生效', '答复客户'])

    // 500 元 goes up
    await agent.goto(`/cases/${large.id}`)
    await startAct(agent, '补偿')
    await fillAct(agent, '补偿', { ticked: ['退款'], typed: { 金额: '500', 说明: '退还安装费' } })
    await sendAct(agent, '补偿')
    await agent.getByText('待审批', { exact: true }).first().waitFor()

    // 班长: it has come by itself; y agrees
    await supervisor.getByRole('heading', { name: '退款 ¥500.00' }).waitFor()
    await supervisor.getByText('林晓 提出').waitFor()
    await supervisor.keyboard.press('y')
    await supervisor.getByLabel('意见（可不填）').fill('情况属实')
    await supervisor.getByRole('dialog').getByRole('button', { name: '同意' }).click()
    await supervisor.getByText('已同意 ¥500.00').waitFor()
    await supervisor.getByText('没有待审批的补偿').waitFor()
    await agent.getByText('已生效', { exact: true }).first().waitFor()

    await supervisor.goto('/ledger')
    await supervisor.getByText('¥650.00', { exact: true }).waitFor()
    const kinds = await supervisor.locator('.ledger-kind:visible').allInnerTexts()
    expect(kinds).toEqual(['同意', '申请', '当场给予'])
  }, 120_000)
})

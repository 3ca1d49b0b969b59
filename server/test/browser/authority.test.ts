import { readFile } from 'node:fs/promises'
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

  test('of two who make a payment batch at once one gets it and nothing is paid twice; full names are downloaded with a reason', async () => {
    const { body: granted } = await office.admin.get('/payment-batches')
    expect(granted.waiting.payments).toBeGreaterThan(0)
    const [boss, manager] = await Promise.all([
      office.desk(office.boss, '/ledger'),
      office.desk(await office.hire('manager', '沈国强'), '/ledger'),
    ])
    const both = [boss, manager]
    // Neither request leaves before the other is there.
    const { promise: bothThere, resolve: letGo } = Promise.withResolvers<void>()
    let there = 0
    for (const page of both)
      await page.route('**/api/v1/payment-batches', async (route) => {
        if (route.request().method() === 'POST') {
          there += 1
          if (there === both.length) letGo()
          await bothThere
        }
        await route.continue()
      })
    for (const page of both) await page.getByRole('button', { name: '付款文件' }).click()
    const answers = await Promise.all(
      both.map(async (page) => {
        const answered = page.waitForResponse(
          (response) => response.request().method() === 'POST' && response.url().endsWith('/payment-batches'),
        )
        await page.getByRole('button', { name: '生成付款批次' }).click()
        return (await answered).status()
      }),
    )
    expect(answers.sort()).toEqual([201, 409])
    for (const page of both) await page.getByRole('dialog').getByText('#1', { exact: true }).waitFor()
    const { body: paid } = await office.admin.get('/ledger?kind=paid')
    expect(paid.total.count).toBe(granted.waiting.payments)
    expect(paid.sums.paidFen).toBe(granted.waiting.amountFen)
    expect((await office.admin.get('/payment-batches')).body).toMatchObject({ total: { count: 1 }, waiting: { payments: 0 } })

    // Who may not see customers in full gets no button for it.
    await manager.getByText('收款人脱敏；要完整姓名').waitFor()
    expect(await manager.getByRole('button', { name: '完整姓名…' }).count()).toBe(0)
    await boss.getByRole('button', { name: '完整姓名…' }).click()
    const dialog = boss.getByRole('dialog', { name: /下载批次 #1/ })
    await dialog.getByLabel('原因').fill('网银付款')
    const [file] = await Promise.all([boss.waitForEvent('download'), dialog.getByRole('button', { name: /下\s?载/ }).click()])
    expect(file.suggestedFilename()).toBe('payments-000001.csv')
    expect(await readFile(await file.path(), 'utf8')).toContain('王小明')
    const { body: records } = await office.admin.get('/audit/records?kind=paymentBatch.revealed')
    expect(records.rows).toMatchObject([{ reason: '网银付款' }])
  }, 120_000)
})

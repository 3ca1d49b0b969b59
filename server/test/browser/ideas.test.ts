import { expect, test } from 'vitest'
import { aRegisteredCase, aUnit } from '../builders.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 客户心声: a wish marked in a case goes to the board, is voted for, planned and done, and its customer is told.

inBrowser('from a wish to what came of it (客户心声)', () => {
  const office = useOffice()

  test('marked, voted, owned, planned, done, told by a call', async () => {
    const unit = await aUnit(office.admin, '热线一组', 'callCentre')
    const agent = await office.hire('agent', '周敏', unit.id)
    const quality = await office.hire('quality', '谭知远', unit.id)
    const { caseId } = await aRegisteredCase(office.admin, {
      text: '安装等了三个小时没有人来。希望以后能在小程序里自己改安装时间。人家海达第二天就装好了。',
      complainant: { name: '林晚晴', phone: '13712340001' },
    })

    const calling = await office.desk(agent, `/cases/${caseId}`)
    const panel = calling.getByRole('region', { name: '客户心声' })
    const wish = panel.getByRole('listitem').filter({ hasText: '希望以后能在小程序里自己改安装时间' })
    await wish.getByText('可能是愿望').waitFor()
    await wish.getByRole('button', { name: '标记' }).click()
    const form = calling.getByRole('dialog')
    await form.getByRole('combobox', { name: '归入哪条建议' }).click()
    await calling.locator('.ant-select-item-option').filter({ hasText: '新建一条' }).click()
    await form.getByLabel('一句话说清').fill('小程序里自己改安装时间')
    await form.getByRole('button', { name: '标记' }).click()
    await panel.getByRole('link', { name: '小程序里自己改安装时间' }).click()
    await calling.getByRole('button', { name: '投票（已有 0 票）' }).click()
    await calling.getByRole('button', { name: '收回投票（已有 1 票）' }).waitFor()
    expect(await calling.getByRole('button', { name: '开始研究' }).count()).toBe(0)

    const deciding = await office.desk(quality, '/ideas')
    const line = deciding.getByRole('list', { name: '建议墙' }).getByRole('listitem').first()
    await line.getByRole('button', { name: '投票（已有 1 票）' }).click()
    await line.getByRole('button', { name: '收回投票（已有 2 票）' }).waitFor()
    await line.getByRole('link', { name: '小程序里自己改安装时间' }).click()
    await deciding.getByRole('button', { name: '开始研究' }).click()
    await deciding.getByRole('button', { name: '列入计划' }).click()
    await deciding.getByRole('button', { name: '已实现' }).click()
    const reason = deciding.getByRole('dialog')
    await reason.getByText('之后要告诉 1 位提过的客户').waitFor()
    await reason.getByRole('textbox').fill('十二月版本已上线')
    await reason.getByRole('button', { name: '已实现' }).click()
    await deciding.getByText('还有 1 位没有回告').waitFor()

    await calling.goto('/ideas?show=toTell')
    await calling.getByText('1 位待回告').waitFor()
    await calling.getByRole('link', { name: '小程序里自己改安装时间' }).click()
    const customers = calling.getByRole('region', { name: '提过的客户' })
    await customers.getByRole('button', { name: '安排电话' }).click()
    const call = calling.getByRole('dialog')
    expect(await call.getByLabel('告诉客户什么').inputValue()).toContain('十二月版本已上线')
    await call.getByRole('button', { name: '安排电话' }).click()
    await customers.getByRole('link', { name: '已安排电话' }).click()
    await calling.getByText('话术 · 建议回告').waitFor()
    await calling.getByRole('radio', { name: /满意/ }).first().check()
    await calling.getByRole('button', { name: '登记结果' }).click()
    await calling.getByText('已完成').first().waitFor()

    await deciding.reload()
    await deciding.getByText('已告诉，周敏').waitFor()
    await deciding.getByText('还有 0 位没有回告').waitFor()
  })
})

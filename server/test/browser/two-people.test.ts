import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { doAct, doneWith, fillAct, sendAct, startAct, waitForStatus } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('two people at one case (两人同办一件)', () => {
  const office = useOffice()
  const news = (page: Page) => page.getByRole('alert').filter({ hasText: '您打开以后，工单有了变化' })

  test('who is still filling in a form is told what the other did, and goes on with every word typed', async () => {
    const { caseId } = await aRegisteredCase(office.admin)
    const first = await office.desk(await office.hire('agent', '林晓'), `/cases/${caseId}`)
    const second = await office.desk(await office.hire('agent', '陈静'), `/cases/${caseId}`)

    await startAct(second, '受理')
    await fillAct(second, '受理', { chosen: { 分类: '上门安装' }, typed: { 备注: '客户要求今天给说法' } })
    await first.getByLabel('写一条内部备注').fill('客户刚又来电，情绪激动')
    await first.getByRole('button', { name: '添加备注' }).click()

    await news(second).getByText('林晓 备注').waitFor()
    await news(second).getByRole('button', { name: '已看过，继续' }).click()
    await sendAct(second, '受理')
    await doneWith(second, '受理')
    await waitForStatus(first, '已受理')
    await first.getByText('客户要求今天给说法').waitFor()
  })

  test('who decides on an old view is refused, sees why, and sends the same words again', async () => {
    const { caseId } = await aRegisteredCase(office.admin)
    const first = await office.desk(office.boss, `/cases/${caseId}`)
    const second = await office.newWindow()
    // No news reaches this window by itself: the server must hold the line.
    await second.route('**/events/stream', () => {})
    await second.goto(`/sign-in?back=/cases/${caseId}`)
    await second.getByLabel('用户名').fill(office.boss.username)
    await second.getByLabel('密码', { exact: true }).fill(office.boss.password)
    await second.keyboard.press('Enter')
    await second.getByLabel('写一条内部备注').fill('已电话联系客户，约下午再谈')

    await doAct(first, '受理', { chosen: { 分类: '上门安装' } })
    const refused = second.waitForResponse((response) => response.status() === 409)
    await second.keyboard.press('Control+Enter')
    expect(await (await refused).json()).toMatchObject({ code: 'VERSION_CONFLICT' })
    await news(second).waitFor()
    expect(await second.getByLabel('写一条内部备注').inputValue()).toBe('已电话联系客户，约下午再谈')

    await news(second).getByRole('button', { name: '已看过，继续' }).click()
    await second.getByRole('button', { name: '添加备注' }).click()
    await first.getByText('已电话联系客户，约下午再谈').waitFor()
  })
})

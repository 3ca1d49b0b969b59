import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

inBrowser('a supplier takes part in an 8D (合作单位参加 8D)', () => {
  const office = useOffice()

  test('it signs in, sees its part alone, answers, is returned once and accepted, and is scored', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const firm = await aUnit(office.admin, '快修服务商', 'partner')
    const { id: caseId } = await aCaseIn('handling', office.admin, unit.id)
    const leader = await office.hire('quality', '严若溪')
    const fitter = await office.hire('partner', '曾庆丰', firm.id)
    const people = (await office.admin.get('/people')).body.rows as { id: string; name: string }[]
    const leaderId = people.find(({ name }) => name === leader.name)?.id
    const opened = await office.admin.post('/eight-d', {
      title: '内部：考虑更换服务商',
      leaderId,
      texts: { problem: '王小明等 12 户安装迟到，平均三小时' },
      caseIds: [caseId],
    })
    expect(opened.status, JSON.stringify(opened.body)).toBe(201)

    const page = await office.desk(leader, `/eight-d/${opened.body.id}`)
    await page.getByRole('button', { name: '邀请合作单位' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('合作单位').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '快修服务商' }).click()
    await dialog.getByLabel('问题', { exact: true }).fill('华东安装迟到')
    await dialog.getByLabel('D4 根本原因', { exact: true }).uncheck()
    await dialog.getByLabel('D3 临时措施 期限').fill(inDays(3))
    await dialog.getByRole('button', { name: '发出' }).click()
    const part = page.getByRole('article', { name: '快修服务商' })
    await part.getByText('待答复').waitFor()

    const theirs = await office.desk(fitter, '/')
    await theirs.getByRole('link', { name: '8D 协同' }).first().click()
    await theirs.getByRole('link', { name: /华东安装迟到/ }).click()
    await theirs.getByRole('heading', { name: '华东安装迟到' }).waitFor()
    const at = theirs.url()
    const shown = (await theirs.locator('main').textContent()) ?? ''
    expect(shown).toContain('12 户安装迟到')
    expect(shown).not.toMatch(/王小明|考虑更换/)
    expect(await findings(theirs)).toEqual([])
    expect(await theirs.locator('.notice-bell').count()).toBe(0)
    await theirs.goto(`/eight-d/${opened.body.id}`)
    await theirs.getByRole('heading', { name: '没有查看这个页面的权限' }).first().waitFor()
    await theirs.goto(at)

    await theirs.getByLabel('答复：D3 临时措施').fill('逐单电话确认')
    await theirs.getByRole('button', { name: '提交答复' }).click()
    await theirs.getByText('待审').waitFor()

    await page.reload()
    await part.getByRole('button', { name: '退回' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('缺已确认的单数')
    await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await part.getByText('缺已确认的单数').waitFor()

    await theirs.reload()
    await theirs.getByText('缺已确认的单数').waitFor()
    await theirs.getByLabel('答复：D3 临时措施').fill('逐单电话确认，已确认 38 单')
    await theirs.getByRole('button', { name: '提交答复' }).click()
    await theirs.getByText('第 2 次答复').waitFor()

    await page.reload()
    await part.getByRole('button', { name: '接受' }).click()
    await page.locator('.part-quote').getByText('已确认 38 单').first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])

    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto('/partners')
    await page.getByRole('link', { name: '快修服务商' }).click()
    // In time, but returned once: (0.3 × 1 + 0.3 × 0) ÷ 0.6.
    await page.locator('.score-head').getByText('50').waitFor()
    await page.getByText('数少，仅供参考').waitFor()
    await page.getByRole('cell', { name: 'D3 临时措施' }).waitFor()
    expect(await findings(page)).toEqual([])
    await theirs.goto('/partner-parts')
    await theirs.getByText('贵单位的评分').waitFor()
  })
})

import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { doAct } from './case-page.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

inBrowser('what a complaint costs (每件成本)', () => {
  const office = useOffice()

  test('with a rate and what was paid outside the cost of a complaint is told, and opens its cases', async () => {
    const { id: unitId } = await aUnit(office.admin, '维修部')
    const page = await office.desk(office.boss, '/money?part=rates')
    await page.getByText('还没有费率，成本算不出来。').waitFor()
    await page.getByRole('button', { name: '录入费率' }).click()
    const form = page.getByRole('dialog', { name: '录入费率' })
    await form.getByLabel('每小时').fill('60')
    await form.getByLabel('生效日期').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
    await form.getByLabel('说明').fill('人事部测算')
    await form.getByRole('button', { name: '录入费率' }).click()
    await page.getByRole('row').filter({ hasText: '人事部测算' }).getByText('¥60.00').waitFor()
    expect(await findings(page)).toEqual([])

    for (let no = 1; no < 5; no++) await aCaseIn('closed', office.admin, unitId, { complainant: { phone: `1360000000${no}` } })
    const { id, number } = await aCaseIn('caused', office.admin, unitId, { complainant: { phone: '13600000005' } })
    await page.goto(`/cases/${id}`)
    await doAct(page, '录入外部费用', { ticked: ['外部维修'], typed: { 金额: '200', 说明: '外请师傅上门' } })
    await page.reload()
    await doAct(page, '录入外部费用', {
      ticked: ['外部维修', '冲减：录多了，从已录入的里扣回'],
      typed: { 金额: '50', 说明: '发票只有一百五' },
    })
    expect(await office.admin.post(`/cases/${id}/closure`, {})).toMatchObject({ status: 201 })

    const told = async () => (await office.admin.get('/measures?names=outsideCostFen,handlingCostFen')).body.measures
    await expect.poll(async () => (await told())[0].total.denominator, { timeout: 60_000 }).toBe(5)
    const [outside, whole] = await told()
    expect(outside.total).toMatchObject({ numerator: 15_000, value: 3_000 })
    await page.goto('/money')
    const card = page.locator('.money-cards li').filter({ hasText: '每件外部费用' })
    await card.getByText('¥30.00', { exact: true }).waitFor()
    await card.getByText('¥150.00 / 5', { exact: true }).waitFor()
    const all = page.locator('.money-cards li').first()
    const yuan = (fen: number) => `¥${(Math.round(fen) / 100).toFixed(2)}`
    await all.getByText(yuan(whole.total.value), { exact: true }).waitFor()
    expect(whole.total.value).toBeGreaterThan(3_000)

    await card.getByRole('button').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('5 件', { exact: true }).waitFor()
    expect(await drawer.locator('.measure-rows li').filter({ hasText: number }).textContent()).toContain('¥150.00')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => tooWide(page)).toEqual([])
  })
})

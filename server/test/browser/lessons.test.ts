import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('what was learnt goes to units and to customers (经验与客户指南)', () => {
  const office = useOffice()

  test('a closed case becomes a lesson, the unit reads it and says what it changed', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const callCentre = await aUnit(office.admin, '呼叫中心', 'callCentre')
    const { id: caseId } = await aCaseIn('closed', office.admin, unit.id)
    const agent = await office.hire('agent', '夏小雨', callCentre.id)
    const handler = await office.hire('handler', '梁波', unit.id)

    const page = await office.desk(agent, `/lessons?new=1&forCase=${caseId}`)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('学到了什么').waitFor()
    expect(await dialog.getByLabel('学到了什么').inputValue()).toContain('派工未确认师傅到位')
    await dialog.getByLabel('标题').fill('迟到前先打电话')
    await dialog.getByLabel('发给哪些部门').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '安装部' }).click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: '发出' }).click()
    await page.getByRole('heading', { name: '迟到前先打电话' }).waitFor()
    await page.getByText('已读 0 / 1 人').waitFor()
    expect(await findings(page)).toEqual([])

    const theirs = await office.desk(handler, '/lessons')
    await theirs.getByText('未读').waitFor()
    expect(await findings(theirs)).toEqual([])
    await theirs.getByRole('link', { name: /迟到前先打电话/ }).click()
    await theirs.getByRole('button', { name: '回应' }).click()
    await theirs.getByRole('dialog').getByLabel('说明').fill('派工单加了必填的电话确认')
    await theirs.getByRole('dialog').getByRole('button', { name: '发出回应' }).click()
    await theirs.getByText('派工单加了必填的电话确认').waitFor()

    await page.reload()
    await page.getByText('安装部 · 我们改了').waitFor()
    await page.getByText('已读 1 / 1 人').waitFor()
  })

  test('a guide is written, published by another, and read by a customer without signing in', async () => {
    const writer = await office.hire('quality', '严若溪')
    const boss = await office.hire('manager', '沈国强')
    const page = await office.desk(writer, '/knowledge?tab=guide')
    await page.getByRole('button', { name: '写一份指南' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('适用产品').fill('洗烘一体机')
    await dialog.getByLabel('标题').fill('衣服烘不干怎么办')
    await dialog.getByLabel('常见误区').fill('洗多少烘多少')
    await dialog.getByLabel('这样用').fill('只放一半\n先甩干一次')
    await dialog.getByRole('button', { name: '存为草稿' }).click()
    await page.getByRole('heading', { name: '衣服烘不干怎么办', level: 1 }).waitFor()
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.getByText('待审核').first().waitFor()
    expect(await page.getByRole('button', { name: '审核', exact: true }).count()).toBe(0)
    expect(await findings(page)).toEqual([])

    const theirs = await office.desk(boss, page.url())
    await theirs.getByRole('button', { name: '审核', exact: true }).click()
    await theirs.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    const link = theirs.getByRole('link', { name: /\/g\// })
    await link.waitFor()
    expect(await findings(theirs)).toEqual([])
    const customer = await office.newWindow({ viewport: { width: 390, height: 844 } })
    await customer.goto(new URL((await link.getAttribute('href')) ?? '').pathname)
    await customer.getByRole('heading', { name: '衣服烘不干怎么办' }).waitFor()
    expect(await customer.getByRole('listitem').allInnerTexts()).toEqual(['只放一半', '先甩干一次'])
    expect(await findings(customer)).toEqual([])
    await theirs.reload()
    await theirs.getByText('近 30 天打开 1 次').waitFor()
  })
})

import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('registering on the phone (来电登记)', () => {
  const office = useOffice()

  test('the last four digits find the customer and what is open, so that the same matter is not registered twice', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { complainant: { name: '李秀英', phone: '13711112468' }, subject: '冰箱异响' })
    const page = await office.desk(await office.hire('agent', '林晓'), '/cases/new')

    await page.getByLabel('电话').fill('2468')
    const callers = page.getByRole('complementary', { name: '来电识别' })
    await callers.getByText('李**').waitFor()
    await callers.getByText('有 1 件在办，可能就是这件事').waitFor()
    await callers.getByText('冰箱异响').waitFor()
    await callers.getByRole('link', { name: '就是这件事，打开工单' }).click()
    await page.waitForURL(`**/cases/${caseId}`)
  })

  test('what was typed is still there after the page was left, in this tab only, and errors stand at their fields', async () => {
    const agent = await office.hire('agent', '陈静')
    const page = await office.desk(agent, '/cases/new')
    await page.getByLabel('投诉内容').fill('洗衣机漏水，楼下邻居找上门了')
    await page.getByLabel('电话').fill('1391')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('请输入完整号码').waitFor()

    await page.goto('/cases')
    await page.goto('/cases/new')
    await page.getByText('已恢复上次没有登记的内容').waitFor()
    expect(await page.getByLabel('投诉内容').inputValue()).toBe('洗衣机漏水，楼下邻居找上门了')
    // A name and a number typed on a shared computer stay out of the next person's tab.
    const other = await page.context().newPage()
    await other.goto('/cases/new')
    await other.getByLabel('投诉内容').waitFor()
    expect(await other.getByLabel('投诉内容').inputValue()).toBe('')
  })

  test('it goes with the thumb on a phone 390 pixels wide', async () => {
    const page = await office.desk(office.boss, '/cases/new', { viewport: { width: 390, height: 844 } })
    await page.getByLabel('电话').fill('13900007777')
    await page.getByLabel('投诉内容').fill('热水器漏电，家里有老人和孩子，请马上派人来看')
    const button = page.getByRole('button', { name: '登记', exact: true })
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
    await button.click()
    await page.getByRole('link', { name: '打开工单' }).click()
    await page.getByRole('heading', { name: '热水器漏电' }).waitFor()
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(390)
  })

  test('a case says that nobody left a name, and by what number another system knows it', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { complainant: { phone: '13711113579' }, externalId: 'ERP-7781' })
    const page = await office.desk(await office.hire('agent', '周敏'), `/cases/${caseId}`)
    await page.getByText('未留姓名').waitFor()
    await page.getByText('ERP-7781').waitFor()
  })
})

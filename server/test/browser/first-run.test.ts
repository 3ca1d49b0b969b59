import { expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { importAll } from './wizard.ts'

inBrowser('the first day (开始使用)', () => {
  const office = useOffice()

  test('an empty company: departments and people, limits, an import; each is ticked by the facts', async () => {
    const page = await office.desk(office.boss)
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
    const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, level: 2 }) })
    await step('导入您的 Excel').waitFor()
    expect(await page.getByRole('heading', { name: /（已完成）/ }).count()).toBe(0)
    expect(await findings(page)).toEqual([])

    await step('建立部门').getByRole('link', { name: '建立' }).click()
    await page.getByLabel('部门和人员名单').fill('客服中心/热线一组，林晓，坐席，lin.xiao\n安装部，周强，承办人\n财务部')
    await page.getByRole('button', { name: '核对名单' }).click()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '建立 3 个部门、2 人' }).click()
    await page.getByText('已建好 3 个部门、2 人').waitFor()
    const password = await page
      .getByRole('row', { name: /lin\.xiao/ })
      .locator('code')
      .textContent()
    const agent = await office.clientOf({ username: 'lin.xiao', password: password ?? '', name: '林晓' })
    expect((await agent.get('/sessions/current')).body.user).toMatchObject({ name: '林晓', unit: { name: '热线一组' } })

    await page.getByRole('link', { name: '继续' }).click()
    await page.getByRole('heading', { name: /建立部门\s*（已完成）/ }).waitFor()
    await page.getByRole('heading', { name: /建立人员\s*（已完成）/ }).waitFor()
    await page.getByRole('link', { name: '设置', exact: true }).last().click()
    await page.getByText('供电', { exact: true }).click()
    await page.getByText('2021-09').first().waitFor()
    // What needs a regulator says so: a power company is not told that a foreign office's clock runs on its cases.
    await page.getByRole('listitem').filter({ hasText: 'US CFPB · 答复' }).getByText('由其转办时起算').waitFor()
    await page.getByRole('button', { name: '启用这一套' }).click()
    await page.getByRole('heading', { name: /设时限与日历\s*（已完成）/ }).waitFor()
    expect((await office.admin.get('/clock-settings')).body.industry).toBe('electricity')
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await expect.poll(async () => (await office.admin.get('/clock-settings')).body.industry).toBe(null)

    await page.getByRole('link', { name: '导入', exact: true }).last().click()
    await page.getByLabel('把投诉表格拖到这里').setInputFiles({
      name: '九月台账.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('投诉时间,投诉内容,电话\n2026/9/1,空调漏水没人修,13911112222\n2026/9/2,冰箱异响要求换货,13911113333\n'),
    })
    await importAll(page, '2')
    await page.goto('/start')
    await page.getByRole('heading', { name: /导入您的 Excel\s*（已完成）/ }).waitFor()
  })

  test('what was made is taken back at once', async () => {
    const page = await office.desk(office.boss, '/start/units')
    await page.getByLabel('部门和人员名单').fill('市场部，孙丽，承办人')
    await page.getByRole('button', { name: '核对名单' }).click()
    await page.getByRole('button', { name: '建立 1 个部门、1 人' }).click()
    await page.getByRole('button', { name: '撤销这次建立' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销这次建立' }).click()
    await page.getByText('已撤销，刚建的人员和部门已停用').waitFor()
    const { body } = await office.admin.get('/units')
    expect(body.rows.find(({ name }: { name: string }) => name === '市场部')).toMatchObject({ active: false })
  })

  test('put aside it makes room, and help brings it back', async () => {
    const page = await office.desk(office.boss)
    await page.getByRole('button', { name: '先收起' }).click()
    await page.getByRole('heading', { name: '先做这些' }).waitFor()
    await page.getByRole('button', { name: '帮助' }).click()
    await page.getByRole('dialog', { name: '帮助' }).getByRole('link', { name: '开始使用' }).click()
    await page.getByRole('button', { name: '放回工作台' }).click()
    await page.goto('/')
    await page.getByRole('heading', { name: '导入您的 Excel' }).waitFor()
  })

  test('whoever may not set up sees the usual workbench', async () => {
    const page = await office.desk(await office.hire('agent', '沈青'))
    await page.getByRole('heading', { name: '先做这些' }).waitFor()
    expect(await page.getByRole('heading', { name: '导入您的 Excel' }).count()).toBe(0)
  })
})

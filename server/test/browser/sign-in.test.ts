import { describe, expect, test } from 'vitest'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('signing in (登录)', () => {
  const office = useOffice()

  test('a wrong password is told in words and the name stays; the right one leads back to where one wanted to go', async () => {
    const agent = await office.hire('agent', '林晓')
    const page = await office.newWindow()
    await page.goto('/cases?status=registered&sort=dueAt')
    await page.waitForURL('**/sign-in?back=*')

    await page.getByLabel('用户名').fill(agent.username)
    await page.getByLabel('密码', { exact: true }).fill('not the right password')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').filter({ hasText: '用户名或密码' }).waitFor()
    expect(await page.getByLabel('用户名').inputValue()).toBe(agent.username)

    await page.getByLabel('密码', { exact: true }).fill(agent.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '工单', level: 1 }).waitFor()
    expect(new URL(page.url()).search).toBe('?status=registered&sort=dueAt')
  })

  test('signing out ends the session also for the Back key', async () => {
    const page = await office.desk(office.boss, '/customers')
    await page.getByRole('heading', { name: '客户', level: 1 }).waitFor()

    await page.getByRole('button', { name: office.boss.name }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '登录' }).waitFor()
    await page.goBack()
    await page.getByLabel('密码', { exact: true }).waitFor()
    expect((await page.request.get('/api/v1/sessions/current')).status()).toBe(401)
  })

  test('an address of another site after signing in is not followed', async () => {
    const page = await office.desk(office.boss, `/sign-in?back=${encodeURIComponent('//elsewhere.example/')}`)
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    expect(new URL(page.url()).origin).toBe(office.url)
  })

  describe('without the right (没有权限)', () => {
    test('one is told whom to ask, and the rail offers only what one may open', async () => {
      const handler = await office.hire('handler', '周师傅')
      const page = await office.desk(handler, '/settings/users')

      await page.getByRole('heading', { name: '没有查看这个页面的权限', level: 1 }).waitFor()
      await page.getByText('请联系本单位的管理员').waitFor()
      const rail = page.getByRole('navigation', { name: '主导航' })
      await rail.getByRole('link', { name: '工单' }).waitFor()
      expect(await rail.getByRole('link', { name: '导入' }).count()).toBe(0)
    })

    test('a case of another unit is not found, and the page says so in words', async () => {
      const handler = await office.hire('handler', '吴师傅')
      const { body } = await office.admin.post('/complaints', { channel: 'hotline', text: '空调漏水，没人管。' })
      const page = await office.desk(handler, `/cases/${body.caseId}`)
      await page.getByRole('heading', { name: '没有找到这张工单', level: 1 }).waitFor()
      await page.getByText('问班长您是否有权查看').waitFor()
    })

    test('an address that does not exist leads home', async () => {
      const page = await office.desk(office.boss, '/no/such/page')
      await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
      await page.getByRole('link', { name: '回工作台' }).click()
      await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
    })
  })
})

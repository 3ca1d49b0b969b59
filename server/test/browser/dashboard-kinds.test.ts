import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const dashboards = {
  supervisor: { title: '主管看板', parts: ['来了多少', '哪些超时', '谁手里有多少', '团队办得怎样'] },
  unit: { title: '部门看板', parts: ['派给我们的', '退单', '按时'] },
  quality: { title: '质量看板', parts: ['根因在哪里', '措施做了没有', '有没有效果'] },
  customers: { title: '渠道与客户看板', parts: ['从哪里来', '走到哪一步', '投诉以后'] },
}

inBrowser('dashboards for each (各人的看板)', () => {
  const office = useOffice()

  test('each is reached from the others, stands whole on a desk and on a phone, and keeps the period', async () => {
    const unit = (await aUnit(office.admin, '安装部')).id
    for (const status of ['registered', 'dispatched', 'handling', 'answered', 'closed'])
      await aCaseIn(status, office.admin, unit, { node: '上门' })
    const { id } = await aCaseIn('dispatched', office.admin, unit, { node: '配送' })
    expect(await office.admin.post(`/cases/${id}/sendBacks`, { reason: '不是我部责任' })).toMatchObject({ status: 201 })
    const closed = async () =>
      (await office.admin.get('/measures?names=closed,complaints')).body.measures.map(
        (one: { total: { value: number } }) => one.total.value,
      )
    await expect.poll(closed, { timeout: 60_000 }).toEqual([1, 6])
    const page = await office.desk(office.boss, '/dashboards/manager?days=30')
    for (const [name, { title, parts }] of Object.entries(dashboards)) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.locator(`.page-tabs a[href="/dashboards/${name}?days=30"]`).click()
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
      for (const part of parts) await page.getByRole('heading', { name: part, level: 2 }).waitFor()
      expect(await page.getByRole('radio', { name: '近 30 天' }).isChecked()).toBe(true)
      await page.getByRole('application').first().waitFor()
      expect({ name, found: await findings(page) }).toEqual({ name, found: [] })
      // As long as its content: what lies under the bar at the bottom is reached by scrolling.
      await page.setViewportSize({ width: 390, height: 8000 })
      await expect.poll(() => tooWide(page)).toEqual([])
      expect({ name, found: await findings(page) }).toEqual({ name, found: [] })
    }
  })

  test('流向: a way is walked to by keys and opens its cases; the table tells the same', async () => {
    const page = await office.desk(office.boss, '/dashboards/unit')
    const card = page.locator('.chart-card').filter({ hasText: '谁转给谁' })
    await card.getByRole('application').focus()
    await page.keyboard.press('ArrowRight')
    expect(await card.locator('[aria-live]').textContent()).toBe('派单台 → 安装部 5')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('5 件').waitFor()
    expect(await page.getByRole('dialog').locator('.measure-rows li').count()).toBe(5)
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: '看数据表' }).click()
    const lines = await card.locator('tbody tr.ant-table-row').allTextContents()
    expect(lines).toEqual(['派单台安装部5', '安装部派单台1'])
  })

  test('漏斗 and 热力图: a step and a field open as many cases as they say', async () => {
    const page = await office.desk(office.boss, '/dashboards/customers')
    const way = page.locator('.chart-card').filter({ hasText: '办理漏斗' })
    await way.getByRole('button', { name: '看数据表' }).click()
    await way.getByRole('button', { name: '答复' }).click()
    await page.getByRole('dialog').getByText('2 件').waitFor()
    await page.goto('/dashboards/quality')
    const heat = page.locator('.chart-card').filter({ hasText: '按分类 × 按环节' })
    await heat.getByRole('application').focus()
    await page.keyboard.press('ArrowRight')
    const said = await heat.locator('[aria-live]').textContent()
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog')
      .getByText(`${said?.split(' ').at(-1)} 件`)
      .waitFor()
  })
})

import { expect, test } from 'vitest'
import { aComplaint } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const hourMs = 3_600_000
const products = ['云享冰箱', '云岚空调', '净屿洗衣机']

inBrowser('surges and risk points (突增与风险点)', () => {
  const office = useOffice()
  const register = async (count: number, given: Parameters<typeof aComplaint>[0]) => {
    for (let at = 0; at < count; at++) {
      const complainant = { name: '李雷', phone: `1390000${1_000 + at}` }
      const { status, body } = await office.admin.post('/complaints', { ...aComplaint({ ...given, complainant }) })
      expect(status, JSON.stringify(body)).toBe(201)
    }
  }

  test('a surge of live intake is warned of; its page shows the course, the words and the rows of a day', async () => {
    const complaints = Array.from({ length: 240 }, (_, at) =>
      aComplaint({
        subject: '反映问题',
        text: `第 ${at} 次反映：送货迟了两天，客服让继续等`,
        category: at % 2 ? 'quality.fault' : 'delivery.delay',
        product: products[at % 3] ?? '',
        region: at % 5 ? '华北' : '华东',
        receivedAt: new Date(Date.now() - (1 + (at % 40)) * 24 * hourMs).toISOString(),
        complainant: { name: '王小明', phone: `1370000${1_000 + at}` },
      }),
    )
    expect((await office.admin.post('/complaints/batch', { complaints })).status).toBeLessThan(300)
    const matter = { category: 'quality.fault', product: '云享冰箱', region: '华东', subject: '压缩机异响' }
    await register(14, { ...matter, text: '冰箱半夜嗡嗡异响，压缩机声音像拖拉机，一家人睡不好。' })

    const page = await office.desk(await office.hire('quality', '严若溪'), '/warnings?kind=surge')
    const link = page.getByRole('link', { name: /云享冰箱|华东/ }).first()
    await link.waitFor({ timeout: 60_000 })
    await link.click()
    await page.getByRole('heading', { name: '量的走势' }).waitFor()
    await page.getByText(/来了 14 件，预期/).waitFor()
    await page.getByRole('cell', { name: '压缩机' }).waitFor()
    await page.locator('figure.chart svg').first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '看数据表' }).first().click()
    await page.locator('.chart-pick').first().click()
    await page.getByRole('dialog').getByText('压缩机异响').first().waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: '看完整走势' }).click()
    await page.getByRole('heading', { name: '量的走势', level: 1 }).waitFor()
    await page.getByText('发现过的突增 1 次').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
  }, 180_000)

  test('a risk point is registered, takes in its complaints and stands on the map', async () => {
    const page = await office.desk(await office.hire('manager', '沈国强'), '/warnings/risk-points')
    await page.getByText('还没有风险点').waitFor()
    await page.getByRole('button', { name: '登记风险点' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('风险点', { exact: true }).fill('冰箱噪声')
    await dialog.getByLabel('预防措施').fill('出厂加测夜间噪声')
    await dialog.getByLabel('关键词').fill('异响')
    await page.keyboard.press('Enter')
    await dialog
      .getByRole('button', { name: '保 存' })
      .or(dialog.getByRole('button', { name: '保存' }))
      .click()
    await page.getByRole('link', { name: '冰箱噪声' }).click()
    await page.getByRole('heading', { name: '冰箱噪声' }).waitFor()
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.locator('.heat-mark b').first().textContent()
        },
        { timeout: 30_000 },
      )
      .toBe('14')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '填写暴露量' }).click()
    await dialog.getByLabel('暴露量', { exact: true }).fill('3100')
    await dialog
      .getByRole('button', { name: '保 存' })
      .or(dialog.getByRole('button', { name: '保存' }))
      .click()
    await page.getByText('45.16').first().waitFor()

    await page.goto('/warnings/risk-map')
    await page.locator('figure.chart svg').first().waitFor()
    await page.getByRole('button', { name: '看数据表' }).click()
    await page.locator('.chart-pick').first().click()
    await page.getByRole('dialog').getByText('压缩机异响').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await findings(page)).toEqual([])
    for (const path of ['/warnings/risk-map', '/warnings/risk-points', '/warnings/risk-points?tab=suggestions']) {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await tooWide(page)).toEqual([])
    }
  }, 180_000)
})

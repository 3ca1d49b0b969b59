import { expect, test } from 'vitest'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { agreeAndSend, caseIdOf, numberShown, phone, tellAll } from './portal-page.ts'

inBrowser('a customer takes the complaint back on the phone (撤回投诉)', () => {
  const office = useOffice()

  test('after saying why; the company sees it withdrawn, with the reason', { timeout: 120_000 }, async () => {
    const page = await office.newWindow(phone)
    await tellAll(page, { text: '昨天约好九点上门装空调，等到下午一点才来。', email: 'sun@example.com' })
    await agreeAndSend(page)
    const number = await numberShown(page)
    await page.getByRole('link', { name: '看进展' }).click()
    await page.getByRole('log').waitFor()

    await page.getByRole('button', { name: '撤回投诉' }).click()
    const asking = page.getByRole('dialog')
    await asking.getByText('真的撤回吗？').waitFor()
    await asking.getByRole('textbox', { name: '为什么撤回' }).fill('师傅来过了，装好了')
    const { x, width, y, height } = (await asking.boundingBox()) ?? { x: -1, width: 999, y: -1, height: 999 }
    expect([x >= 0, x + width <= phone.viewport.width, y >= 0, y + height <= phone.viewport.height]).toEqual([true, true, true, true])
    await asking.getByRole('button', { name: '撤回', exact: true }).click()
    await asking.waitFor({ state: 'hidden' })
    await page.getByText('已撤回').first().waitFor()
    expect(await page.getByRole('button', { name: '撤回投诉' }).count()).toBe(0)

    const id = await caseIdOf(office, number)
    expect((await office.admin.get(`/cases/${id}`)).body.status).toBe('withdrawn')
    const { body: timeline } = await office.admin.get(`/cases/${id}/timeline`)
    expect(JSON.stringify(timeline.rows)).toContain('师傅来过了，装好了')
  })
})

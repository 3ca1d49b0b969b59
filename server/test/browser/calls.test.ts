import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('a call on the screen (来电弹屏)', () => {
  const office = useOffice()

  test('the simulator rings, the card tells who it is, and the complaint registered from it has the call', async () => {
    await aRegisteredCase(office.admin, { complainant: { name: '李秀英', phone: '13711112468' }, subject: '冰箱异响' })
    const agent = await office.hire('agent', '林晓')
    const screen = await office.desk(agent, '/knowledge')
    const telephone = await office.desk(office.boss, '/settings/calls')

    await telephone.getByRole('textbox', { name: '分机号' }).fill('8001')
    await telephone.getByRole('combobox', { name: '坐席' }).click()
    await telephone.getByTitle(/林晓/).click()
    await telephone.getByRole('button', { name: '绑定' }).click()
    await telephone.getByRole('cell', { name: '8001' }).waitFor()
    await telephone.getByLabel('来电号码').fill('13711112468')
    await telephone.getByRole('combobox', { name: '分机号' }).fill('8001')
    await telephone.keyboard.press('Escape')
    await telephone.getByRole('button', { name: '振铃' }).click()

    const card = screen.getByRole('complementary', { name: '来电' })
    await card.getByText('正在振铃').waitFor()
    await card.getByText('137****2468').first().waitFor()
    await card.getByText('李**').waitFor()
    await card.getByText('冰箱异响').waitFor()
    expect(new URL(screen.url()).pathname).toBe('/knowledge')
    expect(await findings(screen)).toEqual([])

    await telephone.getByRole('button', { name: '接听' }).click()
    await card.getByText('通话中').waitFor()
    await card.getByRole('link', { name: '登记投诉' }).click()
    await screen.getByText('来电 137****2468').waitFor()
    await expect.poll(() => screen.getByLabel('电话').inputValue()).toBe('13711112468')
    await screen.getByLabel('投诉内容').fill('空调约了三次都没有人来装，今天必须给我一个说法')
    await screen.getByRole('button', { name: '登记', exact: true }).click()
    await screen.getByRole('link', { name: '打开工单', exact: true }).click()
    await screen.getByRole('heading', { name: '来电 1' }).waitFor()

    await telephone.getByRole('button', { name: '录音就绪' }).click()
    await telephone.getByRole('button', { name: '转写就绪' }).click()
    await telephone.getByRole('button', { name: '结束' }).click()
    await card.waitFor({ state: 'detached' })
    await screen.goto('/calls')
    await screen.getByText('已结束').waitFor()
    await screen.getByRole('button', { name: '通话内容' }).click()
    await screen.getByText('再不解决我就去12315投诉').first().waitFor()
  })

  test('a call about what is open is linked to that case with one click', async () => {
    const { number } = await aRegisteredCase(office.admin, { complainant: { name: '赵敏', phone: '13711119999' }, subject: '热水器漏水' })
    const agent = await office.hire('agent', '陈静')
    const { body: people } = await office.admin.get('/people')
    const { id } = people.rows.find((person: { name: string }) => person.name === '陈静')
    await office.admin.put('/call-extensions/8002', { userId: id })
    const screen = await office.desk(agent, '/', { viewport: { width: 390, height: 844 } })
    await screen.getByRole('heading', { level: 1 }).first().waitFor()
    const ring = { event: 'ringing', callId: 'b-1', number: '13711119999', extension: '8002', at: new Date().toISOString() }
    expect((await office.admin.post('/calls/events', ring)).status).toBe(200)
    const card = screen.getByRole('complementary', { name: '来电' })
    await card.getByRole('button', { name: `关联到工单 ${number}` }).click()
    await card.getByText('已关联').waitFor()
    expect(await screen.evaluate('document.scrollingElement.scrollWidth')).toBe(390)
    await card.getByRole('button', { name: '收起这通来电' }).click()
    await card.waitFor({ state: 'detached' })
  })
})

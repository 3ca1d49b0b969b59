import { expect, test } from 'vitest'
import { aComplaint } from '../builders.ts'
import { choose } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('queue, team and priority (队列、团队看板、优先级)', () => {
  const office = useOffice()

  /** What channels bring: nobody has it yet. */
  async function arrives(given: { subject: string; text?: string; phone: string }) {
    const { body: token } = await office.admin.post('/tokens', { name: `feed ${given.phone}`, permissions: ['complaints:register'] })
    const { subject, text, phone } = given
    const complaint = aComplaint({ channel: 'web', subject, complainant: { name: '王小明', phone }, ...(text && { text }) })
    const response = await fetch(`${office.url}/api/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.token}` },
      body: JSON.stringify(complaint),
    })
    expect(response.status).toBe(201)
    return ((await response.json()) as { caseId: string }).caseId
  }

  test('an agent takes the next case by a key and reads why it came; the supervisor moves it with a reason', async () => {
    const { body: unit } = await office.admin.post('/units', { code: 'hot', name: '热线组', kind: 'callCentre' })
    const lin = await office.hire('agent', '林晓', unit.id)
    const bai = await office.hire('agent', '白雪', unit.id)
    const boss = await office.hire('supervisor', '何班长', unit.id)
    await arrives({ subject: '发票还没有寄来', text: '上周买的空调，发票什么时候能开？', phone: '13912340001' })
    await arrives({ subject: '热水器漏电', text: '热水器漏电，老人被电了一下，现在还在医院，你们必须马上派人来。', phone: '13912340002' })

    const page = await office.desk(lin, '/queue')
    const waiting = page.getByRole('region', { name: '在等人认领' })
    await waiting.getByText('2 件').waitFor()
    expect(await waiting.locator('.queue-subject').allInnerTexts()).toEqual(['热水器漏电', '发票还没有寄来'])
    await waiting.locator('[data-next]').getByText('紧急通道').waitFor()
    await page.keyboard.press('t')
    const why = page.locator('.why-here')
    await why.getByRole('heading', { name: '为什么派给我' }).waitFor()
    await why.getByText(/林晓从队列认领.*人身安全/).waitFor()

    await page.goto('/queue')
    await page.getByRole('region', { name: '我手上的' }).getByText('热水器漏电').waitFor()
    await page.getByText('小休', { exact: true }).click()

    const board = await office.desk(boss, '/team')
    const row = board.getByRole('row', { name: /林晓/ })
    await row.getByRole('button', { name: '林晓', exact: true }).click()
    expect(await row.getByRole('radio', { name: '小休' }).isChecked()).toBe(true)
    await row.getByRole('button', { name: '林晓 的在办上限' }).click()
    await board.getByRole('dialog').getByLabel('在办上限').fill('12')
    await board.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await row.getByText('在办 1 / 12').waitFor()
    const client = await office.clientOf(bai)
    const { body: me } = await client.get('/sessions/current')
    await client.put(`/people/${me.user.id}/desk`, { presence: 'away' })
    await board.getByRole('list', { name: '林晓 手上的工单' }).getByRole('button', { name: '调派' }).click()
    const dialog = board.getByRole('dialog')
    await choose(board, dialog.getByRole('combobox', { name: '派给' }), '白雪 · 热线组')
    await dialog.getByLabel('原因').fill('林晓去休息，请白雪先联系客户')
    await dialog.getByRole('button', { name: '调派' }).click()
    await dialog.getByText(/现在不在岗/).waitFor()
    await dialog.getByRole('checkbox', { name: '仍然派给此人' }).check()
    await dialog.getByRole('button', { name: '调派' }).click()
    await board.getByText('已调派').waitFor()

    const theirs = await office.desk(bai, '/queue')
    await theirs.getByText(/何班长派给白雪，原因：林晓去休息，请白雪先联系客户/).waitFor()
  })

  test('an administrator tries a priority scheme on the last cases before using it', async () => {
    await arrives({ subject: '安装迟到', phone: '13912340003' })
    const page = await office.desk(office.boss, '/settings/priority')
    await page.getByLabel('严重程度：一般').fill('70')
    await page.getByRole('button', { name: '试算最近 100 件' }).click()
    const preview = page.getByRole('region', { name: '试算' })
    await preview.getByText(/件的建议优先级会不同/).waitFor()
    await preview.getByRole('link', { name: '安装迟到' }).waitFor()
    await page.getByRole('button', { name: '启用新方案' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('试行：一律加快')
    await dialog.getByRole('button', { name: '启用新方案' }).click()
    await page.getByText('试行：一律加快').waitFor()

    const id = await arrives({ subject: '冰箱异响', phone: '13912340004' })
    expect((await office.admin.get(`/cases/${id}`)).body.priority).toBe('critical')
  })

  test('an administrator makes a skill group and sets the rules', async () => {
    await office.hire('agent', '蒋一凡')
    const page = await office.desk(office.boss, '/settings/routing')
    await page.getByRole('button', { name: '新增技能组' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill('英文组')
    await choose(page, dialog.getByRole('combobox', { name: '语言' }), '英文')
    await page.keyboard.press('Escape')
    await choose(page, dialog.getByRole('combobox', { name: '组员' }), '蒋一凡')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: '新增' }).click()
    await page.getByText('英文组', { exact: true }).waitFor()

    await page.getByRole('tab', { name: '派单规则' }).click()
    await page.getByLabel('每人在办上限（件）').fill('15')
    await page.getByRole('button', { name: '保存为新的规则' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('旺季减负')
    await page.getByRole('dialog').getByRole('button', { name: '保存为新的规则' }).click()
    await page.getByText(/旺季减负/).waitFor()
    expect((await office.admin.get('/queue')).body.desk.openLimit).toBe(15)
  })
})

import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 辅导: a lead takes a case by its number, scores it and coaches; the agent reads the note and acknowledges it; the lead sees the answer.

inBrowser('a coaching note is given and acknowledged (辅导)', () => {
  const office = useOffice()

  test('taken, scored, coached in BEST form, acknowledged with a reply', async () => {
    const unit = await aUnit(office.admin, '热线一组', 'callCentre')
    const lead = await office.hire('supervisor', '方琴', unit.id)
    const agent = await office.hire('agent', '周敏', unit.id)
    const { body: people } = await office.admin.get('/users?limit=50')
    const agentId = people.rows.find(({ name }: { name: string }) => name === '周敏').id
    const { id } = await aCaseIn('accepted', office.admin, unit.id)
    await office.admin.post('/cases/bulk/assignments', { caseIds: [id], agentId })
    await office.admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })

    const leading = await office.desk(lead, '/coaching?part=samples')
    const { number } = (await office.admin.get(`/cases/${id}`)).body
    await leading.getByLabel('工单编号').fill(number)
    await leading.getByRole('button', { name: '抽检这一件' }).click()
    const sample = leading.getByRole('list', { name: '抽检' }).getByRole('listitem').filter({ hasText: '周敏' })
    await sample.getByRole('button', { name: '评分' }).click()
    const sheet = leading.getByRole('dialog')
    for (const [criterion, points] of [
      ['态度', '4 很好'],
      ['倾听与澄清', '2 一般'],
    ] as const)
      await sheet.locator('.ant-form-item').filter({ hasText: criterion }).getByRole('radio', { name: points }).check()
    await sheet.getByRole('button', { name: '评分' }).click()
    // (2·4 + 1·2) / 3 / 4
    await sample.getByText('83.3 分').waitFor()

    await sample.getByRole('button', { name: '据此辅导' }).click()
    const form = leading.getByRole('dialog')
    await form.getByLabel(/^行为/).fill('客户说到第三遍时打断了他')
    await form.getByLabel(/^影响/).fill('客户更生气，通话多了六分钟')
    await form.getByLabel(/^建议/).fill('先复述，再说明')
    await form.getByLabel(/^一起/).fill('周四一起听一通录音')
    await form.getByRole('button', { name: '给出辅导' }).click()
    await leading.getByText('已给出').waitFor()

    const listening = await office.desk(agent, '/coaching')
    const note = listening.getByRole('list', { name: '辅导' }).getByRole('listitem').first()
    await note.getByText('先复述，再说明').waitFor()
    await note.getByText('等待确认').waitFor()
    await note.getByLabel('想说的话（可不填）').fill('明白了，下次先复述')
    await note.getByRole('button', { name: '确认' }).click()
    await note.getByText('已确认').waitFor()

    await leading.goto('/coaching?of=given')
    await leading.getByText('明白了，下次先复述').waitFor()
    await leading.goto('/coaching?part=load')
    const team = leading.getByRole('list', { name: '负荷' })
    await team.getByText('周敏').waitFor()
    await listening.goto('/coaching?part=load')
    const own = listening.getByRole('list', { name: '负荷' })
    await own.getByText('周敏').waitFor()
    expect(await own.getByText('方琴').count()).toBe(0)
  })
})

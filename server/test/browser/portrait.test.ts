import { expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../builders.ts'
import { sendAct } from './case-page.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 客户画像: what satisfied a customer before is proposed on the next complaint and granted by a person; care by stage; thanks.

inBrowser('a portrait proposes what satisfied before (客户画像)', () => {
  const office = useOffice()
  const complainant = { name: '林晚晴', phone: '13712340002' }

  async function aSatisfied(unitId: string) {
    const { id } = await aCaseIn('reviewed', office.admin, unitId, { complainant })
    await office.admin.post(`/cases/${id}/remedies`, { kind: 'compensation', amountFen: 3_000, text: '误时补偿' })
    await office.admin.post(`/cases/${id}/answers`, { text: '非常抱歉，已为您办理误时补偿。' })
    await office.admin.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 5 })
    await office.admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '派工未确认' })
    expect(await office.admin.post(`/cases/${id}/closure`, {})).toMatchObject({ status: 201 })
  }

  test('proposed on the case, granted by a person, in the ledger; the customer is thanked and cared for', async () => {
    const unit = await aUnit(office.admin, '热线二组', 'callCentre')
    const agent = await office.hire('agent', '何静', unit.id)
    const lead = await office.hire('supervisor', '方琴', unit.id)
    await aSatisfied(unit.id)
    const { caseId, number } = await aRegisteredCase(office.admin, {
      complainant,
      text: '洗衣机脱水时噪音特别大，邻居都来敲门了，麻烦你们看一下。',
    })

    const handling = await office.desk(agent, `/cases/${caseId}`)
    const proposed = handling.getByRole('region', { name: '曾让这位客户满意' })
    await proposed.getByText('1 次里 1 次满意').waitFor()
    await proposed.getByRole('button', { name: '填入补偿' }).click()
    expect((await (await office.clientOf(agent)).get(`/cases/${caseId}`)).body.remedies).toEqual([])
    await sendAct(handling, '补偿')
    await handling.getByText('按此前让客户满意的方式处理').first().waitFor()
    await proposed.waitFor({ state: 'detached' })

    const checking = await office.desk(lead, `/ledger?caseId=${caseId}`)
    await checking.getByText(number).first().waitFor()
    await checking.getByText('¥30.00').first().waitFor()

    await (await office.clientOf(agent)).post(`/cases/${caseId}/thanks`, { amountFen: 1_000, text: '发现减振脚缺陷' })
    await handling.reload()
    await handling.getByText('已给感谢奖励（¥10.00），何静').waitFor()
    await handling.getByRole('link', { name: '客户页' }).or(handling.locator('a[href^="/customers/"]')).first().click()
    const portrait = handling.getByRole('region', { name: '客户画像' })
    await portrait.getByText('依据：认识 0 天').waitFor()
    await portrait.getByText('新客问候').waitFor()
    await portrait.getByRole('button', { name: '安排关怀' }).click()
    await handling.getByRole('dialog').getByRole('button', { name: '安排关怀' }).click()
    await portrait.getByRole('link', { name: '正在办理' }).click()
    await handling.getByText('话术 · 新客问候').waitFor()
  })
})

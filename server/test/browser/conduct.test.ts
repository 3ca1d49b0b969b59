import { expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 恶意投诉: evidence with its reasons, a proposal, legal review by another, told on the case and at registration, an appeal on the phone, and lifted by a third person.

inBrowser('from evidence to an appeal (行为限制)', () => {
  const office = useOffice()
  const caller = { name: '郑强', phone: '13655550101' }
  const claim = '贵店宣传页用了绝对化用语，违反广告法，要求退一赔三，给五百元我就撤诉，否则向市场监管部门举报。'

  test('proposed, examined by another, shown with what staff may do, appealed and lifted', async () => {
    const unit = await aUnit(office.admin, '市场部')
    const centre = await aUnit(office.admin, '热线组', 'callCentre')
    const [lead, lawyer, manager, agent] = [
      await office.hire('supervisor', '方琴', centre.id),
      await office.hire('legal', '宋明哲', centre.id),
      await office.hire('manager', '沈国强', centre.id),
      await office.hire('agent', '周敏', centre.id),
    ]
    const { id } = await aCaseIn('accepted', office.admin, unit.id, { complainant: caller, text: claim, subject: '广告用语索赔' })
    for (const [noun, body] of [
      ['dispatches', { unitId: unit.id }],
      ['receipts', {}],
      ['returns', { result: '页面没有该用语', finding: 'unsubstantiated' }],
      ['reviews', { verdict: 'pass' }],
    ] as const)
      expect((await office.admin.post(`/cases/${id}/${noun}`, body)).status).toBe(201)

    // 证据 and 提出
    const leading = await office.desk(lead, `/cases/${id}`)
    await leading.getByRole('link', { name: '客户资料', exact: true }).click()
    await leading.getByRole('link', { name: '行为与限制' }).click()
    const evidence = leading.getByRole('region', { name: '行为证据' })
    await evidence.getByText('以举报施压要钱').waitFor()
    await evidence.getByText('2 分').first().waitFor()
    await leading.getByRole('button', { name: '提出限制' }).click()
    const form = leading.getByRole('dialog')
    await form.getByLabel('仅书面渠道（中度）').check()
    await form.getByLabel('限定每周联系次数（中度）').check()
    await form.getByLabel(/^理由/).fill('以撤诉为条件要钱，一天来电十余次')
    await form.getByRole('button', { name: '提交审核' }).click()
    await form.getByText('请填写').first().waitFor()
    await form.getByLabel(/到哪一天为止/).click()
    await leading.locator('.ant-picker-cell-in-view:not(.ant-picker-cell-disabled)').last().click()
    await form.getByLabel('为什么更轻的办法不够').fill('书面提醒两次，没有变化')
    await form.getByRole('button', { name: '提交审核' }).click()
    await leading.getByText('待审核').waitFor()
    expect(await leading.getByRole('button', { name: '审核', exact: true }).count()).toBe(0)

    // 法务审核
    const examining = await office.desk(lawyer, '/conduct')
    await examining.getByRole('button', { name: '审核', exact: true }).click()
    const review = examining.getByRole('dialog')
    await review.getByLabel('审核意见').fill('录音听过，措施相称')
    await review.getByLabel(/^证据看过原件/).check()
    await review.getByRole('button', { name: '审核', exact: true }).click()
    await review.getByText('通过前，三项都要看过').waitFor()
    await review.getByLabel(/^投诉本身仍逐件审查/).check()
    await review.getByLabel(/^措施相称/).check()
    await review.getByRole('button', { name: '审核', exact: true }).click()
    await examining.getByText('没有待审核的限制').waitFor()
    await examining.goto('/conduct?show=inForce')
    await examining.getByRole('button', { name: '告知函' }).click()
    expect(await examining.getByRole('dialog').getByLabel('给客户的告知函').inputValue()).toContain('申诉')

    // 登记 and 工单
    const answering = await office.desk(agent, '/cases/new')
    await answering.getByLabel('电话').fill(caller.phone)
    const atDoor = answering.getByRole('complementary', { name: '来电识别' })
    await atDoor.getByText('联系方式限制生效中').waitFor()
    await atDoor.getByText('电话里的新投诉照常登记', { exact: false }).waitFor()
    await answering.goto(`/cases/${id}`)
    const notice = answering.getByRole('complementary', { name: '联系方式限制生效中' })
    await notice.getByText('仅书面渠道').waitFor()
    expect(await notice.getByRole('link', { name: '行为与限制' }).count()).toBe(0)
    await notice.getByRole('button', { name: '记录申诉' }).click()
    const heard = answering.getByRole('dialog')
    await heard.getByLabel('客户的理由').fill('我看不清字，写不了邮件')
    await heard.getByRole('button', { name: '记录申诉' }).click()
    await answering.getByText('已记录，等待复核').waitFor()

    // A third person
    await examining.goto('/conduct?show=appeals')
    await examining.getByText('等待第三人复核').waitFor()
    expect(await examining.getByRole('button', { name: '复核申诉' }).count()).toBe(0)
    const deciding = await office.desk(manager, '/conduct?show=appeals')
    expect(await findings(deciding)).toEqual([])
    await deciding.getByRole('button', { name: '复核申诉' }).click()
    const decision = deciding.getByRole('dialog')
    await decision.getByLabel('解除', { exact: true }).check()
    await decision.getByLabel(/^理由/).fill('只能用电话，限制不合适')
    await decision.getByRole('button', { name: '复核申诉' }).click()
    await deciding.getByText('没有等待复核的申诉').waitFor()
    await answering.reload()
    await answering.getByText('限制联系方式结束').first().waitFor()
    expect(await answering.getByRole('complementary', { name: '联系方式限制生效中' }).count()).toBe(0)
  })

  test('a threat to staff calls who is on duty and shows the steps, on a phone too', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { complainant: { name: '钱六', phone: '13655550606' }, subject: '地板划伤' })
    const page = await office.desk(office.boss, `/cases/${caseId}`)
    await page.getByRole('button', { name: '有人受到威胁' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('跟踪骚扰').check()
    await form.getByLabel(/^说了、做了什么/).fill('说知道我几点下班')
    await form.getByRole('button', { name: '启动并通知值班' }).click()
    const protection = page.getByRole('complementary', { name: '人员防护' })
    await protection.getByText('防护进行中：跟踪骚扰').waitFor()
    // Under a tall notice the page scrolls; what is worked on stays as high as it takes to read it.
    expect((await page.locator('.case-columns').boundingBox())?.height).toBeGreaterThanOrEqual(480)
    await protection.getByText('先离开危险').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
    await protection.getByRole('button', { name: '结束防护' }).click()
    const ending = page.getByRole('dialog')
    await ending.getByRole('textbox').fill('已报警，同事安全')
    await ending.getByRole('button', { name: '结束防护' }).click()
    await protection.waitFor({ state: 'detached' })
  })
})

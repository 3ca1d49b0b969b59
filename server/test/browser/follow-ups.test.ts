import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 低分到确认: a survey on the customer's phone, a low score after closing, opened anew in one click, and in the end confirmed by a call.

inBrowser('from a low score to a confirmed case (回访与低分)', () => {
  const office = useOffice()

  test('the customer says on the phone that it is not solved; it is reopened, done properly, and confirmed', async () => {
    const [units, callers] = [await aUnit(office.admin, '安装部'), await aUnit(office.admin, '回访组', 'callCentre')]
    const calling = await office.hire('agent', '林晓', callers.id)
    const leading = await office.hire('supervisor', '石丽', callers.id)
    const { id } = await aCaseIn('answered', office.admin, units.id, { subject: '热水器反复漏水' })

    // 回访清单: what to say, and the link to the survey
    const agent = await office.desk(calling, '/follow-ups?of=all')
    await agent
      .getByRole('button', { name: /热水器反复漏水/ })
      .first()
      .waitFor({ timeout: 60_000 })
    await agent.getByText('问是否真正解决').waitFor()
    await agent.getByText('不要说：', { exact: false }).waitFor()
    await agent.getByRole('button', { name: '生成链接' }).click()
    const address = await agent.getByLabel('链接地址').inputValue()
    expect(address).toMatch(/\/p\/default\/s\/[\w-]{43}$/)

    // It is closed without a call; the survey comes afterwards, on a phone without scripts.
    await office.admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏派' })
    expect((await office.admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })).status).toBe(201)
    const phone = await office.newWindow({ viewport: { width: 390, height: 844 } })
    await phone.goto(new URL(address).pathname)
    await phone.getByRole('heading', { name: '您反映的事情，解决了吗？' }).waitFor()
    expect(await tooWide(phone)).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await phone.emulateMedia({ colorScheme })
      expect(await findings(phone), colorScheme).toEqual([])
    }
    await phone.getByRole('radio', { name: '没有解决', exact: true }).check({ force: true })
    await phone.getByLabel(/还有什么没有解决/).fill('换了接头还是漏，地板都泡了')
    await phone.getByRole('radio', { name: '1 很不满意' }).check({ force: true })
    await phone.getByText('再说细一点', { exact: false }).click()
    await phone.getByRole('radio', { name: '说到做到，一次做对 期望 5' }).check({ force: true })
    await phone.getByRole('button', { name: '提交' }).click()
    await phone.getByRole('heading', { name: '谢谢您告诉我们' }).waitFor()
    await phone.reload()
    await phone.getByText('会有人接着办', { exact: false }).waitFor()

    // 低分: opened anew in one click
    const lead = await office.desk(leading, '/follow-ups/low-scores')
    await lead.getByText('换了接头还是漏', { exact: false }).waitFor()
    await lead.getByRole('button', { name: '重开办理' }).click()
    await lead.getByText('已重开，开始新一轮办理').waitFor()
    await lead.getByText('没有这样的低分').waitFor()
    expect((await office.admin.get(`/cases/${id}`)).body).toMatchObject({ status: 'handling', cycle: 2 })

    for (const [noun, body] of [
      ['returns', { result: '更换整根水管，试水两小时', finding: 'substantiated' }],
      ['reviews', { verdict: 'pass' }],
      ['answers', { text: '已更换水管并试水，泡坏的地板由我们赔付。' }],
    ] as const)
      expect((await office.admin.post(`/cases/${id}/${noun}`, body)).status).toBe(201)
    await expect.poll(async () => (await office.admin.get(`/follow-ups?of=all&caseId=${id}`)).body.rows.length, { timeout: 30_000 }).toBe(1)

    // The second time somebody calls, by keys.
    await agent.goto('/follow-ups?of=all')
    await agent.getByText('更换水管并试水', { exact: false }).waitFor()
    await agent.keyboard.press('1')
    await agent.getByRole('radio', { name: '5 很满意' }).check()
    await agent.getByLabel('记录').fill('不漏了，客户满意')
    await agent.getByRole('button', { name: '登记结果' }).click()
    await agent.getByText('已登记：客户确认解决').waitFor()
    expect((await office.admin.get(`/cases/${id}`)).body.status).toBe('confirmed')

    // 满意度: one answer is no figure; the plan stands beside it
    await lead.goto('/follow-ups/satisfaction')
    await lead
      .getByText(/数据还不够|不给数字/)
      .first()
      .waitFor()
    await lead.goto('/follow-ups/plan')
    await lead.getByText('先链接，未填再打').first().waitFor()
    for (const at of [
      '/follow-ups?of=all&state=done',
      '/follow-ups/low-scores?state=all',
      '/follow-ups/satisfaction',
      '/follow-ups/plan',
    ]) {
      await lead.setViewportSize({ width: 390, height: 844 })
      await lead.goto(at)
      await lead.locator('h1').first().waitFor()
      await expect.poll(() => tooWide(lead), { timeout: 5_000 }).toEqual([])
    }
  })

  test('an administrator changes the plan; the new version counts from now', async () => {
    const page = await office.desk(office.boss, '/follow-ups/plan')
    await page.getByRole('button', { name: '修改方案' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('链接有效天数').fill('7')
    await form.getByLabel('修改理由').fill('问卷一周内有效')
    await form.getByRole('button', { name: '保存新版本' }).click()
    await page.getByText('链接有效 7 天', { exact: false }).waitFor()
    await page.getByText('问卷一周内有效').waitFor()
  })

  test('a finding about a person is made by three questions, appealed, and reviewed by somebody else', async () => {
    const unit = await aUnit(office.admin, '客服二组', 'callCentre')
    const [finding, reviewing] = [await office.hire('supervisor', '齐明', unit.id), await office.hire('supervisor', '方圆', unit.id)]
    const { id } = await aCaseIn('answered', office.admin, unit.id, { subject: '客服说话难听' })
    const finder = await office.desk(finding, `/cases/${id}`)
    const part = finder.getByRole('region', { name: '认定' })
    await part.getByRole('button', { name: '认定' }).click()
    const form = finder.getByRole('dialog')
    await form.getByLabel('投诉到的人').click()
    await finder.locator('.ant-select-dropdown:visible').getByTitle('管理员').first().click()
    for (const question of ['态度对不对？', '答得对不对？', '按流程做了没有？'])
      await form
        .getByRole('radiogroup', { name: question })
        .getByRole('radio', { name: question.startsWith('态度') ? '不对' : '对', exact: true })
        .check()
    await form.getByRole('radio', { name: '不属实' }).check()
    await form.getByLabel('查到了什么，凭什么').fill('录音里两次打断客户')
    await form.getByRole('button', { name: '认定' }).click()
    // What the answers do not bear out is refused at its field.
    await form.getByText('三个问题和原因不支持这个结论', { exact: false }).waitFor()
    await form.getByRole('radio', { name: '部分属实' }).check()
    await form.getByRole('button', { name: '认定' }).click()
    await part.getByText('初次认定').waitFor()

    expect((await (await office.clientOf(finding)).get('/finding-overview')).body.staff.rows).toMatchObject([{ counts: 1 }])
    await part.getByRole('button', { name: '申诉' }).click()
    await finder.getByRole('dialog').getByLabel('理由').fill('后面一段录音里已经道歉')
    await finder.getByRole('dialog').getByRole('button', { name: '申诉' }).click()
    await part.getByText('等待复核').waitFor()
    expect(await part.getByRole('button', { name: '复核' }).count()).toBe(0)

    const reviewer = await office.desk(reviewing, '/follow-ups/findings')
    await reviewer.getByText('后面一段录音里已经道歉', { exact: false }).waitFor()
    await reviewer
      .getByRole('link', { name: /[0-9A-Z]{4}-[0-9A-Z]{4}/ })
      .first()
      .click()
    const again = reviewer.getByRole('region', { name: '认定' })
    await again.getByRole('button', { name: '复核' }).click()
    const review = reviewer.getByRole('dialog')
    await review.getByRole('radiogroup', { name: '态度对不对？' }).getByRole('radio', { name: '对', exact: true }).check()
    await review.getByRole('radio', { name: '不属实' }).check()
    await review.getByLabel('查到了什么，凭什么').fill('重听全部录音，没有不当')
    await review.getByRole('button', { name: '复核' }).click()
    await again.getByText('复核后改变').waitFor()
    // Not substantiated: it counts against nobody.
    await reviewer.goto('/follow-ups/findings')
    await reviewer.getByText('没有等待复核的申诉').waitFor()
    expect((await (await office.clientOf(finding)).get('/finding-overview')).body.staff.rows).toMatchObject([
      { counts: 0, unsubstantiated: 1 },
    ])
  })
})

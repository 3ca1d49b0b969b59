import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

inBrowser('a law expires and its plans are flagged and reviewed (法规失效与预案复审)', () => {
  const office = useOffice()
  const dialogOf = (page: Page) => page.getByRole('dialog').last()
  const send = async (page: Page, name: RegExp) => {
    await dialogOf(page).getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  test('one plan is kept after review, the other is written anew and put in force by a colleague', async () => {
    const fang = await office.hire('quality', '方琴')
    const lu = await office.hire('manager', '陆远')
    await office.hire('agent', '林晓')
    const page = await office.desk(fang, '/knowledge?tab=law&q=电子商务法')
    await page.getByRole('link', { name: '电子商务法第五十九条' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: '电子商务法第五十九条' }).click()
    await page.getByText('安装').first().waitFor()
    await page.getByRole('button', { name: '登记失效' }).click()
    await dialogOf(page).getByLabel('失效日期').fill(inDays(7))
    await dialogOf(page).getByLabel('原因').fill('新法施行，本条废止')
    await send(page, /保\s?存/)
    await page
      .getByText(`${inDays(7)} 失效`)
      .first()
      .waitFor()

    // Everything that cites it is found at once.
    await page.goto('/knowledge?flagged=true')
    await page.getByRole('link', { name: '上门安装延误' }).waitFor()
    const flagged = await page.getByRole('list', { name: '预案' }).getByRole('listitem').count()
    expect(flagged).toBe(3)
    expect(await findings(page)).toEqual([])

    // It holds all the same: reviewed with a note and another date.
    await page.getByRole('link', { name: '上门安装延误' }).click()
    await page.locator('.page-head').getByText('待复审').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: /复\s?审/ }).click()
    await dialogOf(page).getByLabel('复审意见').fill('步骤不依赖该条，条文只作旧案依据')
    await dialogOf(page).getByLabel('下次复审日期').fill(inDays(200))
    await send(page, /复\s?审/)
    await page.locator('.page-head').getByText('生效', { exact: true }).waitFor()
    await page.getByText('复审后保留').waitFor()

    // The other one no longer cites it.
    await page.goto('/knowledge?flagged=true')
    await page.getByRole('link', { name: '计费与收费争议' }).click()
    await page.getByRole('button', { name: '起草新版' }).click()
    await page.getByLabel('法律依据').waitFor()
    await page.locator('.ant-select-selection-item-remove').last().click()
    await page.getByLabel('第 1 步做什么').fill('逐项列出账单')
    await page.getByLabel('这一版改了什么').fill('去掉失效条文')
    await page.getByRole('button', { name: '存为草稿' }).click()
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.getByText('第 2 版待审核').waitFor()
    expect(await page.getByRole('button', { name: /^审\s?核$/ }).count()).toBe(0)

    const desk = await office.desk(lu, '/notices')
    await desk.getByRole('link', { name: '计费与收费争议' }).first().click()
    const compare = desk.getByRole('region', { name: '版本对照' })
    await compare.locator('ins', { hasText: '账单' }).waitFor()
    await compare.locator('del', { hasText: '电子商务法' }).waitFor()
    await desk.getByRole('button', { name: /^审\s?核$/ }).click()
    await send(desk, /审\s?核/)
    await desk.getByText('已出新版').waitFor()
    await desk.goto('/knowledge?flagged=true')
    await desk.getByRole('link', { name: '虚假宣传与活动争议' }).waitFor()
    expect(await desk.getByRole('listitem').filter({ hasText: '计费与收费争议' }).count()).toBe(0)
  })

  test('the case page proposes a plan, counts its use, checks the claim, and writes a letter', async () => {
    const agent = await office.hire('agent', '苏晓')
    const { body } = await office.admin.post('/complaints', {
      channel: 'hotline',
      complainant: { name: '王小明', phone: '13912341234' },
      category: 'aftersales.refusal',
      subject: '网购空调不给退',
      text: '网上买的空调收到三天不想要了，店家拒绝退货，说拆封不给退，我要求退款 2999 元。',
      amountFen: 299_900,
    })
    const page = await office.desk(agent, `/cases/${body.caseId}`)
    const plans = page.getByRole('region', { name: '适用预案' })
    await plans.getByRole('link', { name: '退换被拒与七日无理由' }).waitFor()
    await plans.getByText('分类相同').waitFor()
    await plans.getByRole('button', { name: '用了“退换被拒与七日无理由”' }).click()
    await plans.getByRole('button', { name: /^有\s?帮\s?助$/ }).click()
    await plans.getByText('用过 1 件，有帮助 1').waitFor()

    const claim = page.getByRole('region', { name: '诉求核对' })
    await claim.getByLabel('收货或签约至今').fill('3')
    await claim.getByRole('button', { name: /^核\s?对$/ }).click()
    await claim.getByText('待核实').waitFor()
    for (const condition of ['通过网络、电视、电话或邮购购买', '商品完好，不属于定作、鲜活易腐等不适用退货的商品'])
      await claim.getByRole('radiogroup', { name: condition }).getByText('是', { exact: true }).click()
    await claim.getByText('有依据', { exact: true }).waitFor()
    await claim.getByText('网购七日无理由退货').waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: '按模板写函' }).click()
    await page.getByLabel('选择模板').click()
    await page.getByText('受理告知函', { exact: true }).click()
    expect(await dialogOf(page).getByLabel('函件正文').inputValue()).toContain('尊敬的王先生/女士')
    await page.keyboard.press('Escape')
    await plans.getByRole('button', { name: '转为预案候选' }).click()
    await page.waitForURL(/\/knowledge\/[0-9a-f-]{36}/)
    await page.locator('.page-head').getByText('草稿').waitFor()
    expect(await page.locator('main').textContent()).not.toContain('王小明')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
  })
})

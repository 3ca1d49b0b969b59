import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

const complaint = '冰箱修了三次还是不制冷，一直互相推诿。明天之前再不退我3280元，我就打12315投诉，还要发到抖音曝光你们！我的电话13900001234'

inBrowser('the text laboratory (文本实验室)', () => {
  const office = useOffice()

  test('a pasted complaint is marked in place, with stage, severity, category and the reasons; pointing at one shows the other', async () => {
    const page = await office.desk(await office.hire('agent', '林晓'), '/')
    await page.getByRole('link', { name: '文本实验室' }).click()
    await page.getByLabel('待分析的内容').fill(complaint)
    await page.keyboard.press('Control+Enter')

    const findings = page.getByRole('region', { name: '分析结果' })
    await findings.getByText('矛盾爆发', { exact: true }).waitFor()
    await findings.getByRole('heading', { name: '分类' }).waitFor()
    await page.locator('mark[data-tone="outside"]', { hasText: '12315' }).first().waitFor()
    await page.locator('mark[data-tone="outside"]', { hasText: '抖音' }).first().waitFor()
    const grounds = `[...document.querySelectorAll('mark[data-tone]')].map((mark) => getComputedStyle(mark).backgroundColor)`
    expect(await page.evaluate(grounds), 'no ground lost in the build').not.toContain('rgba(0, 0, 0, 0)')
    await page.locator('mark[data-tone="personal"]', { hasText: '13900001234' }).waitFor()
    const text = page.getByRole('region', { name: '标注后的内容' }).last()
    expect(await text.locator('.marked-text').textContent()).toBe(complaint)

    await findings.getByRole('button', { name: '13900001234' }).focus()
    await expect.poll(() => page.locator('mark[data-active]').allTextContents()).toEqual(['13900001234'])
    await page.locator('mark[data-tone="outside"]', { hasText: '抖音' }).first().hover()
    await findings.locator('.lab-groups li[data-on]', { hasText: '媒体曝光' }).waitFor()

    await page.getByRole('button', { name: /^监管，/ }).click()
    await expect.poll(() => page.locator('mark[data-label*="监管"]').count()).toBe(0)
    await page.getByRole('button', { name: '修改内容' }).click()
    expect(await page.getByLabel('待分析的内容').inputValue()).toBe(complaint)
  })

  test('a transcript is read turn by turn, unless one wants it read as one text; what is too long is said', async () => {
    const page = await office.desk(office.boss, '/text-lab')
    const field = page.getByLabel('待分析的内容')
    await field.fill('客户：宽带断了两天了\n客服：请先重启光猫\n客户：重启过了！你们到底会不会修？再不来人我就投诉到工信部')
    await page.getByText('识别为对话，共 3 句（客户 2 · 客服 1）').waitFor()
    await page.getByRole('main').getByRole('button', { name: '分析' }).click()
    await page.locator('.lab-turns li[data-by="customer"] mark', { hasText: '工信部' }).first().waitFor()
    expect(await page.locator('.lab-turns li').count()).toBe(3)

    await page.getByRole('button', { name: '清空' }).click()
    await field.fill('字'.repeat(20_001))
    await page.getByText('内容太长：20,001 字，最多 20,000 字').waitFor()
    expect(await page.getByRole('main').getByRole('button', { name: '分析' }).isDisabled()).toBe(true)
  })

  test('an example has an address, and the words follow the language', async () => {
    const page = await office.desk(office.boss, '/text-lab?example=english', { language: 'en' })
    await page.getByRole('region', { name: 'Findings' }).getByText('Open conflict', { exact: true }).waitFor()
    await page.locator('mark', { hasText: 'j.harlow@example.com' }).waitFor()
    await page.getByRole('button', { name: 'Broadband chat' }).click()
    await page.waitForURL('**/text-lab?example=dialogue')
    await page.locator('.lab-turns').waitFor()
  })
})

inBrowser('the models (模型)', () => {
  const office = useOffice()

  test('a run says how many cases are lacking; once there are enough it teaches a model, and one can go back', {
    timeout: 120_000,
  }, async () => {
    const page = await office.desk(office.boss, '/settings/models')
    await page.getByText('还没有样本').waitFor()
    await page.getByRole('button', { name: '模型卡：情绪', exact: true }).click()
    await page.getByRole('dialog', { name: '模型卡：情绪' }).getByRole('heading', { name: '混淆表' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '立即学习' }).click()
    await page.getByText('分类：样本不足，已有 0 件，还需 40 件').waitFor()

    await confirmedCases(72)
    await page.reload()
    await page.getByText('现有样本：分类 72 件').waitFor()
    await page.getByRole('button', { name: '立即学习' }).click()
    await page.getByText(/^分类：新模型在 \d+ 件留出工单上宏平均 F1 .* → 1\.00，已启用$/).waitFor({ timeout: 50_000 })

    const learnt = page.getByRole('row', { name: /^分类.*本企业学习/ })
    await learnt.waitFor()
    const shipped = page.getByRole('row', { name: /^分类.*(随产品提供|种子词)/ })
    await shipped.getByRole('button', { name: '退回到此版本' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('先用回原来的，核对分类目录')
    await dialog.getByRole('button', { name: '退回到此版本' }).click()
    await learnt.getByRole('button', { name: '退回到此版本' }).waitFor()
  })

  /** Two matters the shipped model cannot tell apart, for their words are this company's own. */
  async function confirmedCases(count: number) {
    for (let at = 0; at < count; at++) {
      const [words, category] =
        at % 2 === 0 ? ['青石驿的包裹一直没有动静', 'delivery.delay'] : ['白鹭卡里的星点对不上', 'contract.membership']
      const { caseId } = await aRegisteredCase(office.admin, { text: `${words}，第 ${at} 次说了`, subject: words })
      const done = await office.admin.post(`/cases/${caseId}/acceptance`, { category })
      expect(done.status, JSON.stringify(done.body)).toBe(201)
    }
  }
})

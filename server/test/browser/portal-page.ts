import type { Page } from 'playwright-core'
import type { Office } from './office.ts'

// A customer with a phone, one screen after the other.

export const phone = { viewport: { width: 390, height: 844 } } as const
const picture = {
  name: '门口.png',
  mimeType: 'image/png',
  buffer: Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'),
}

export type Told = { text: string; email: string; photo?: boolean }

export const next = (page: Page) => page.getByRole('button', { name: /^(没有，)?下一步$/ }).click()
export const title = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()

/** Answers every question and stops before sending. */
export async function tellAll(page: Page, { text, email, photo = false }: Told) {
  await page.goto('/p/default/new')
  await page.getByRole('radio', { name: '交付物流' }).click()
  await title(page, '发生了什么？')
  await page.getByRole('textbox').fill(text)
  await next(page)
  await title(page, '有照片、录音或订单号吗？')
  if (photo) await page.getByLabel('从相册选').setInputFiles(picture)
  await page.getByLabel('订单号、型号或合同号').fill('DD20261120')
  await next(page)
  await title(page, '怎么联系您？')
  await page.getByRole('radio', { name: '邮箱' }).click()
  await page.getByRole('textbox', { name: '邮箱' }).fill(email)
  await next(page)
  await title(page, '您希望怎么解决？')
  await page.getByRole('checkbox', { name: '道歉' }).check()
  await next(page)
  await title(page, '看一遍，没问题就提交')
}

export async function agreeAndSend(page: Page) {
  await page.getByRole('checkbox', { name: /我已阅读并同意/ }).check()
  await page.getByRole('button', { name: /^提交投诉$|^再提交一次$/ }).click()
}

/** The number as it stands on the screen after sending. */
export async function numberShown(page: Page): Promise<string> {
  await title(page, '收到了')
  return (await page.locator('.big-number').textContent()) ?? ''
}

export async function caseIdOf({ admin }: Pick<Office, 'admin'>, number: string): Promise<string> {
  const { body } = await admin.get(`/cases?q=${encodeURIComponent(number)}`)
  return body.rows[0].id
}

/** The page asks again when it is looked at. */
export const lookAgain = (page: Page) => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)

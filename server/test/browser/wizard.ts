import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type File = string | { name: string; mimeType: string; buffer: Buffer }

/** 导入向导: drops a file and waits until it is read; `good` rows can be imported. */
export async function dropFile(page: Page, file: File, good: string) {
  await page.goto('/imports')
  await page.getByLabel('把投诉表格拖到这里').setInputFiles(file)
  await page.getByRole('button', { name: `导入 ${good} 条` }).waitFor()
}

export async function importAll(page: Page, good: string) {
  await page.getByRole('button', { name: `导入 ${good} 条` }).click()
  await page.getByRole('heading', { name: `已导入 ${good} 条` }).waitFor({ timeout: 180_000 })
}

/** 撤销导入, after reading what will happen. */
export async function undoImport(page: Page) {
  await page.getByRole('button', { name: '撤销导入' }).click()
  const question = page.getByRole('dialog', { name: '撤销这次导入？' })
  await question.getByRole('button', { name: '撤销导入' }).click()
  await page.getByRole('heading', { name: '这次导入已撤销' }).waitFor({ timeout: 180_000 })
}

/** One of the numbers over the file: 行, 可以导入, 已撤回 … */
export async function factOf(page: Page, name: string) {
  const fact = page.locator('.import-fact').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
  return fact.locator('dd').textContent()
}

/** Types into the list's search field and answers the subjects that are found. */
export async function search(page: Page, words: string, count: number): Promise<string[]> {
  await page.getByLabel('编号、手机号或内容').fill(words)
  await page.waitForURL((url) => url.searchParams.get('q') === words)
  const rows = page.locator('.case-table:not(.is-stale) .case-subject > a')
  await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(count)
  return rows.allInnerTexts()
}

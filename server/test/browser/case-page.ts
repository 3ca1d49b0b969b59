import type { Locator, Page } from 'playwright-core'

/** 工单页 as a person uses it. */

export type Words = Record<string, string>

const formOf = (page: Page, act: string) => page.getByRole('region', { name: act, exact: true })

/** Chooses in a list or a tree by typing its name. */
export async function choose(page: Page, field: Locator, option: string) {
  await field.fill(option)
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
}

/** Starts an act by its button, or from the menu of all acts. */
export async function startAct(page: Page, act: string) {
  const button = page.getByRole('button', { name: act, exact: true })
  const menu = page.getByRole('button', { name: '全部操作' })
  await button.or(menu).first().waitFor()
  if (await button.count()) return button.first().click()
  await menu.click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

/** Fills in the form that an act has opened; what is not typed is chosen: 主办部门 from the tree, 审核意见 by its word. */
export async function fillAct(
  page: Page,
  act: string,
  { typed = {}, chosen = {}, ticked = [] }: { typed?: Words; chosen?: Words; ticked?: string[] },
) {
  const form = formOf(page, act)
  for (const [label, option] of Object.entries(chosen)) await choose(page, form.getByLabel(label), option)
  for (const label of ticked) await form.getByLabel(label, { exact: true }).check()
  for (const [label, words] of Object.entries(typed)) await form.getByLabel(label).fill(words)
}

export const sendAct = (page: Page, act: string) => formOf(page, act).getByRole('button', { name: act, exact: true }).click()

/** An act from its button to the word that it is done. */
export async function doAct(page: Page, act: string, input?: Parameters<typeof fillAct>[2]) {
  await startAct(page, act)
  if (input) {
    await fillAct(page, act, input)
    await sendAct(page, act)
  }
  await doneWith(page, act)
}

export const doneWith = (page: Page, act: string) => page.getByText(`已完成：${act}`).first().waitFor()

/** 经过: what the timeline tells, oldest first. */
export const storyOf = (page: Page) => page.getByRole('log').getByRole('listitem').locator('header strong').allInnerTexts()

/** The status beside the subject, once it is this. */
export const waitForStatus = (page: Page, status: string) => page.locator('.case-marks').getByText(status, { exact: true }).waitFor()

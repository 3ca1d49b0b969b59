import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/** What a person takes away as a file. */
export async function saved(page: Page, act: () => Promise<void>) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const mostTries = 25

/** What stands out beyond the right edge, when the page can be pushed sideways; charts are given time to be drawn to a new width. */
export async function tooWide(page: Page): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    const found = await beyondEdge(page)
    if (found.length === 0 || tries === mostTries) return found
    await delay(200)
  }
}

const beyondEdge = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
    return [scrollWidth + ' > ' + clientWidth, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })()`)

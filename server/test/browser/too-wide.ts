import type { Page } from 'playwright-core'

/** What stands out beyond the right edge, when the page can be pushed sideways. */
export const tooWide = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
    return [scrollWidth + ' > ' + clientWidth, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })()`)

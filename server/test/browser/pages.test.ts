import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { inBrowser } from './chromium.ts'
import { useOffice } from './office.ts'
import { furnish, placesOf, settled } from './places.ts'

inBrowser('every page (每个页面)', () => {
  const office = useOffice()
  const names = Object.keys(placesOf({ caseId: '', customerId: '', importId: '' })) as (keyof ReturnType<typeof placesOf>)[]
  let places: ReturnType<typeof placesOf>
  beforeAll(async () => {
    places = await furnish(office.admin)
  })

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    let page: Page
    beforeAll(async () => {
      page = await office.desk(office.boss, '/', { colorScheme })
    })
    test.each(names)('%s has no serious finding of axe', async (name) => {
      await settled(page, places[name])
      expect(await findings(page)).toEqual([])
    })
  })

  describe('on a phone 390 pixels wide', () => {
    let page: Page
    beforeAll(async () => {
      page = await office.desk(office.boss, '/', { viewport: { width: 390, height: 844 } })
    })
    test.each(names)('%s does not scroll sideways', async (name) => {
      await settled(page, places[name])
      expect(await tooWide(page)).toEqual([])
    })
  })
})

type Finding = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }

/** Serious and critical findings by the rules of WCAG 2.2 AA, each with where and why. */
async function findings(page: Page) {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(axe.source)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }
  const violations = await page.evaluate<Finding[]>(`axe.run(document, ${JSON.stringify(options)}).then((found) => found.violations)`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`),
    )
}

/** What stands out beyond the right edge, when the page can be pushed sideways. */
const tooWide = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
    return [scrollWidth + ' > ' + clientWidth, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })()`)

import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Finding = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What changes with the theme. */
export const coloursOnly = ['color-contrast']

/** Serious and critical findings by the rules of WCAG 2.2 AA, each with where and why. */
export async function findings(page: Page, runOnly = everyRule) {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(axe.source)
  const options = { runOnly, resultTypes: ['violations'] }
  const violations = await page.evaluate<Finding[]>(`axe.run(document, ${JSON.stringify(options)}).then((found) => found.violations)`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`),
    )
}

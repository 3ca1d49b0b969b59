import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Finding = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }

/** Serious and critical findings by the rules of WCAG 2.2 AA, each with where and why. */
export async function findings(page: Page) {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(axe.source)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }
  const violations = await page.evaluate<Finding[]>(`axe.run(document, ${JSON.stringify(options)}).then((found) => found.violations)`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`),
    )
}

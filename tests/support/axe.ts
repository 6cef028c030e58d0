import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const everyRule = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** The rules whose verdict colours and sizes can change. */
const asDrawn = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
}

/** Those that ask for nothing but colours, which are the same in every language, and cost half of all. */
const colours = { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } }

/** What axe finds against WCAG 2.2 AA and good practice on the page as it stands: one line for each fault. */
export async function barriers(
  page: Page,
  rules: 'every rule' | 'but colours' | 'as drawn' = 'every rule',
): Promise<string[]> {
  // Evaluated, not put in as a script, which the policy would rightly refuse.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source)
  const asked = JSON.stringify({
    runOnly: rules === 'as drawn' ? asDrawn : everyRule,
    ...(rules === 'but colours' && { rules: colours }),
    resultTypes: ['violations'],
  })
  const { violations } = (await page.evaluate(`axe.run(${asked})`)) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`),
  )
}

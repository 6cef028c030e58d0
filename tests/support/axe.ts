import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const content = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const everyRule = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** The rules whose verdict colours and sizes can change. */
const asDrawn = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
}

/** Those whose verdict the language of a page can change: names, ids made of words, and how long words are. */
const asRead = {
  type: 'rule',
  values: [
    ...[
      'html-has-lang',
      'html-lang-valid',
      'valid-lang',
      'document-title',
      'empty-heading',
      'image-alt',
      'label',
    ],
    ...[
      'link-name',
      'button-name',
      'select-name',
      'summary-name',
      'aria-valid-attr-value',
      'duplicate-id-aria',
    ],
    ...['label-content-name-mismatch', 'target-size', 'scrollable-region-focusable'],
  ],
}

/** What axe finds against WCAG 2.2 AA and good practice on the page as it stands: one line for each fault. */
export async function barriers(
  page: Page,
  rules: 'every rule' | 'as read' | 'as drawn' = 'every rule',
): Promise<string[]> {
  // Evaluated, not put in as a script, which the policy would rightly refuse. Pages that come after have it as they open, in a third of the time.
  if (!(await page.evaluate(`'axe' in window`))) {
    await page.evaluate(content)
    await page.context().addInitScript({ content })
  }
  const asked = JSON.stringify({
    runOnly: { 'every rule': everyRule, 'as read': asRead, 'as drawn': asDrawn }[rules],
    resultTypes: ['violations'],
  })
  const { violations } = (await page.evaluate(`axe.run(${asked})`)) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`),
  )
}

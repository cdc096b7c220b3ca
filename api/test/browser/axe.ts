import axe from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** @returns the rule, how many places break it, and the HTML of the first, of all that axe objects to on the page */
export async function violations(
  page: Page,
): Promise<[rule: string, places: number, html: string | undefined][]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // What is in order is not listed.
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'], preload: false }),
  )
  return found.violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html])
}

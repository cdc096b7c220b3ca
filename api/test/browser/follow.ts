import type { Page } from 'playwright-core'

/**
 * Leads a page that is open to another address of ours as a link on it does: the screen is drawn anew,
 * but nothing is loaded, which is most of what opening an address takes. What was asked for within the last
 * seconds is not asked again, so data that changed behind the page's back needs the address opened.
 * @param heading what the other screen is headed by, where something of the same name is on this one
 */
export async function follow(
  page: Page,
  address: string,
  heading?: string | RegExp,
): Promise<void> {
  await page.evaluate((to) => {
    const { idx = 0 } = (history.state ?? {}) as { idx?: number }
    const state = { usr: null, key: String(Math.random()), idx: idx + 1 }
    history.pushState(state, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state }))
  }, address)
  if (heading !== undefined)
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
}

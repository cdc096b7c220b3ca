import type { Page } from 'playwright-core'

/**
 * Leads a page that is open to another address of ours as a link on it does: the screen is drawn anew,
 * but nothing is loaded, which is most of what opening an address takes.
 */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    const { idx = 0 } = (history.state ?? {}) as { idx?: number }
    const state = { usr: null, key: String(Math.random()), idx: idx + 1 }
    history.pushState(state, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state }))
  }, address)
}

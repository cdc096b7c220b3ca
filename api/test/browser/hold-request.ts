import type { Page, Route } from 'playwright-core'

/** Holds the next request of a method to such an address back. @returns it, once it is sent */
export async function holdRequest(page: Page, method: string, address: string): Promise<Route> {
  const held = Promise.withResolvers<Route>()
  let waiting = true
  await page.route(address, async (route) => {
    if (!waiting || route.request().method() !== method) return route.continue()
    waiting = false
    held.resolve(route)
  })
  return held.promise
}

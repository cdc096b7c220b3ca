import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'

const unanswered = new WeakMap<Page, Set<Request>>()

/** From now on `settled` knows what this page waits for. @returns requests without an answer yet */
export function countRequests(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>()
  unanswered.set(page, open)
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return open
}

/** How often in a row nothing must be going on: an answer is drawn, and may ask for more. */
const calmLooks = 3

/** Waits until the page has got and drawn what it asked for. */
export async function settled(page: Page): Promise<void> {
  let calm = 0
  await expect
    .poll(
      async () => {
        calm = (await isCalm(page)) ? calm + 1 : 0
        return calm
      },
      { interval: 50, message: `${page.url()} settles` },
    )
    .toBeGreaterThanOrEqual(calmLooks)
}

async function isCalm(page: Page): Promise<boolean> {
  if (unanswered.get(page)?.size !== 0) return false
  return (
    page
      .evaluate(
        () =>
          document.readyState === 'complete' &&
          !document.querySelector('[aria-busy="true"], .ant-skeleton, .ant-spin-spinning'),
      )
      // It was just leaving for another address.
      .catch(() => false)
  )
}

/** Milliseconds that a colour takes at most to fade in; some marks turn for ever. */
const longestFade = 250

/** Waits until what fades in is there. */
export function faded(page: Page): Promise<unknown> {
  return page.evaluate(
    (most) =>
      Promise.race([
        Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
        new Promise((resolve) => setTimeout(resolve, most)),
      ]).then(() => null),
    longestFade,
  )
}

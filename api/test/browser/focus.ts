import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until one may type there: pages show themselves before they have put the focus anywhere. */
export async function focused(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluate((element) => element === document.activeElement), {
      message: `the focus comes to ${place}`,
    })
    .toBe(true)
}

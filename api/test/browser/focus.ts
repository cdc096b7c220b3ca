import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until one may type there: pages show themselves before they have put the focus anywhere. */
export async function focused(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluate((element) => element === document.activeElement), {
      message: `the focus comes to ${place}`,
    })
    .toBe(true)
}

/** Goes on by a key until something has the focus. */
export async function tabTo(place: Locator, key = 'Tab'): Promise<void> {
  const isThere = () => place.evaluate((element) => element === document.activeElement)
  await place.waitFor()
  for (let presses = 0; presses < 80 && !(await isThere()); presses++)
    await place.page().keyboard.press(key)
  expect(await isThere(), `${key} comes to ${place}`).toBe(true)
}

/** @returns the start of the HTML of what may have the focus and does not look otherwise while it has it */
export async function unseenFocus(page: Page): Promise<string[]> {
  // From a key on, a browser shows where the focus is.
  await page.keyboard.press('Shift')
  return page.evaluate(async () => {
    const before = document.activeElement
    const lookOf = (element: Element) => {
      const looks: string[] = []
      // A control may be drawn by what is around it, or by what follows it.
      const around = [element, element.nextElementSibling, element.previousElementSibling]
      for (let at = element.parentElement, up = 0; at && up < 5; at = at.parentElement, up++)
        around.push(at)
      for (const each of around) {
        if (!each) continue
        const { outlineStyle, outlineWidth, boxShadow, borderTopColor } = getComputedStyle(each)
        // One without a style has a width all the same.
        const outline = outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth}`
        looks.push(outline, boxShadow, borderTopColor)
      }
      return looks.join()
    }
    const drawn = () =>
      new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const unseen: string[] = []
    /** What looks alike is tried once. */
    const tried = new Set<string>()
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, [role][tabindex="0"]',
    )
    for (const element of all) {
      const isThere =
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(':disabled, [tabindex="-1"]') &&
        element.closest('[inert], [aria-hidden="true"]') === null
      const kind = `${element.tagName}.${element.className} in ${element.parentElement?.className}`
      if (!isThere || tried.has(kind)) continue
      tried.add(kind)
      ;(document.activeElement as HTMLElement | null)?.blur()
      const calm = lookOf(element)
      element.focus({ preventScroll: true })
      if (document.activeElement !== element) continue
      // What is drawn by a script comes a moment later.
      for (let looks = 0; looks < 30 && lookOf(element) === calm; looks++) await drawn()
      if (lookOf(element) === calm) unseen.push(element.outerHTML.slice(0, 120))
    }
    ;(before as HTMLElement | null)?.focus?.({ preventScroll: true })
    return unseen
  })
}

import type { Page } from 'playwright-core'

/** What is to be typed, and into the box of which field. */
interface Typing {
  /** The field's key. */
  field: string
  typed: string
}

interface Left {
  /** What stands in the box once it is left. */
  shown: string
  /** What is said to be wrong. */
  said: string
}

/**
 * Types one text after the other into boxes of a contact's form and leaves them, all within the page: a
 * hundred texts by way of a keyboard take minutes.
 */
export function typeAndLeave(page: Page, typings: readonly Typing[]): Promise<Left[]> {
  return page.evaluate(async (all) => {
    const drawn = () =>
      new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const left: { shown: string; said: string }[] = []
    for (const { field, typed } of all) {
      const input = document.querySelector<HTMLInputElement>(`#field-${field}`)
      if (!input) throw new Error(`no box for ${field}`)
      input.focus()
      input.select()
      // As a key does, so that React hears of it.
      document.execCommand('insertText', false, typed)
      await drawn()
      input.blur()
      await drawn()
      const said = document.querySelector(`[data-field="${field}"] .cf-field-error`)
      left.push({ shown: input.value, said: said?.textContent ?? '' })
    }
    return left
  }, typings)
}

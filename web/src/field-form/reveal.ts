/** Told to a section of the form in which something is to be seen. */
export const revealEvent = 'cf-reveal'

/** Puts the focus on an element; a section of the form that it is in opens first. */
export function revealAndFocus(id: string): void {
  const element = document.getElementById(id)
  element?.closest('[data-section]')?.dispatchEvent(new Event(revealEvent))
  element?.focus()
}

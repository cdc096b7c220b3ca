/**
 * Presses the button that saves: of the dialog that is open, else of the page's form.
 *
 * @returns false where there is nothing to save
 */
export function saveForm(): boolean {
  const dialog = [...document.querySelectorAll('[role="dialog"]')].findLast((each) =>
    each.checkVisibility({ visibilityProperty: true }),
  )
  const place = dialog ?? document.querySelector('main .cf-save-bar')
  const button = place?.querySelector<HTMLButtonElement>('button[type="submit"]')
  button?.click()
  return Boolean(button)
}

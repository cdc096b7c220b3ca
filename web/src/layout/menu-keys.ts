/**
 * For menus that a button opens: the focus goes into them, as the pattern asks (WAI-ARIA Authoring
 * Practices, Menu Button), so that arrow keys work at once. It is no focus stolen on loading a page.
 */
export const menuKeys = { autoFocus: true } as const

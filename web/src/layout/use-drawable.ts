import { useDeferredValue } from 'react'

/**
 * Whether what waited for an answer is to be drawn. Answers draw at once and in one go, however much hangs on
 * them; what is drawn for this is drawn in steps of a few milliseconds, between which the browser paints and
 * takes clicks and keys.
 */
export function useDrawable(isThere: boolean): boolean {
  return useDeferredValue(isThere) && isThere
}

const key = 'cardfile.reloaded'
/** Milliseconds in which a page that fails again is not loaded anew by itself once more. */
const pause = 60_000

/**
 * Whether all may be loaded anew without being asked to: not again and again, where that does not help. Counts
 * as done.
 */
export function mayReload(now = Date.now()): boolean {
  try {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (now - last < pause) return false
    sessionStorage.setItem(key, String(now))
    return true
  } catch {
    // Without a memory nobody knows how often it was done.
    return false
  }
}

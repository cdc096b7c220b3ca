let taken = ''

/**
 * The secret of a link, which stands after `#` so that no server or log ever sees it. It is taken out
 * of the address at once: neither the history nor a copied address shall hold it. It is told again to
 * whoever asks twice, as React does of what a state begins with.
 *
 * @returns '' where there is none
 */
export function takeFragment(): string {
  const { hash, pathname, search } = window.location
  if (hash.length < 2) return taken
  window.history.replaceState(window.history.state, '', `${pathname}${search}`)
  taken = decodeURIComponent(hash.slice(1))
  return taken
}

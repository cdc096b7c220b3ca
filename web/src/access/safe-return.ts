/** Pages for people who are not signed in: leading back to them would lead nowhere. */
const authPages: readonly string[] = ['/sign-in', '/setup', '/set-password']

const home = '/'

/**
 * Where to go after signing in. An address somebody put into a link must never lead out of the
 * product (OWASP: Unvalidated Redirects), so whatever is not a path of ours becomes the first page.
 *
 * @param wanted `to` of the sign-in page's address
 * @param origin ours
 */
export function safeReturn(wanted: string | null, origin: string): string {
  if (!wanted?.startsWith('/')) return home
  // The address is read as a browser would: `/\host`, `//host` and tabs within lead elsewhere.
  const url = URL.parse(wanted, origin)
  if (!url || url.origin !== origin || authPages.includes(url.pathname)) return home
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.startsWith('//') ? home : path
}

/** The sign-in page's address, with the way back to where somebody wanted to be. */
export function signInPath({ pathname, search, hash }: PathParts): string {
  const to = `${pathname}${search}${hash}`
  return to === home ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`
}

interface PathParts {
  pathname: string
  search: string
  hash: string
}

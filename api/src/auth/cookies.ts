const secureName = '__Host-cardfile'
const plainName = 'cardfile'

/**
 * What the names of our cookies begin with. Behind TLS a browser takes a `__Host-` cookie from nobody
 * but us: not from a subdomain, not over plain HTTP (RFC 6265bis §4.1.3.2).
 *
 * @param protocol `https:` or `http:`, as in a URL
 */
export function cookiePrefix(protocol: string): string {
  return protocol === 'https:' ? secureName : plainName
}

export function sessionCookie(prefix: string): string {
  return `${prefix}.session_token`
}

export function sessionDataCookie(prefix: string): string {
  return `${prefix}.session_data`
}

/** A cookie's value as it was before it was sent; null for what nobody encoded. */
export function decodedCookie(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

/** The value of one cookie, as it was sent. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

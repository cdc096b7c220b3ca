const encoder = new TextEncoder()

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** SHA-256 in base64url. For what is random already; what can be guessed needs `keyedDigest`. */
export async function digest(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))))
}

/**
 * HMAC-SHA-256 in base64url: who has the database alone cannot try e-mails or addresses against it.
 *
 * @param purpose keeps digests of the same text for different uses apart
 */
export async function keyedDigest(secret: string, purpose: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
    'sign',
  ])
  const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\n${text}`))
  return base64url(new Uint8Array(signed))
}

/** A secret of 256 random bits in base64url (43 characters). */
export function randomToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** Compares secrets in a time that does not depend on where they differ, nor on their length. */
export async function sameText(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([digest(a), digest(b)])
  let difference = 0
  for (let at = 0; at < first.length; at++)
    difference |= first.charCodeAt(at) ^ second.charCodeAt(at)
  return difference === 0
}

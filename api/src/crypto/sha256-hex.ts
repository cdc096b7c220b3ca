/**
 * SHA-256 in hexadecimal digits: what a text or the bytes of one are known by afterwards.
 *
 * @returns 64 digits, lower case
 */
export async function sha256Hex(of: string | BufferSource): Promise<string> {
  const bytes = typeof of === 'string' ? new TextEncoder().encode(of) : of
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

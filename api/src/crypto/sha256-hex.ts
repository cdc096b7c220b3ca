import { createHash } from 'node:crypto'

/**
 * SHA-256 in hexadecimal digits: what a text or the bytes of one are known by afterwards. The runtime's
 * own instead of Web Crypto's, which takes a thread's help, and with it ten times as long, for what are
 * mostly a few dozen bytes.
 *
 * @returns 64 digits, lower case
 */
export function sha256Hex(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex')
}

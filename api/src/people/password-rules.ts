import {
  longestPassword,
  passwordLength,
  reason,
  type Reason,
  shortestPassword,
} from '@cardfile/openapi'
import { commonPasswords } from './common-passwords.ts'

/**
 * Why a password will not do; nothing when it will. Length counts, not kinds of
 * characters (NIST SP 800-63B §5.1.1.2).
 */
export function passwordFaults(password: string, email: string): Reason[] {
  const text = password.normalize('NFC')
  const length = passwordLength(text)
  if (length < shortestPassword) return [reason('password_too_short', { least: shortestPassword })]
  if (length > longestPassword) return [reason('password_too_long', { most: longestPassword })]
  const plain = text.toLowerCase()
  if (plain === email.normalize('NFC').toLowerCase()) return [reason('password_is_email')]
  if (commonPasswords.has(plain) || isOneMotif(plain)) return [reason('password_common')]
  return []
}

/** One or two characters over and over: `aaaaaaaaaaaa`, `abababababab`. */
function isOneMotif(text: string): boolean {
  return /^(.{1,2}?)\1+.?$/su.test(text)
}

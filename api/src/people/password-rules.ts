import { commonPasswords } from './common-passwords.ts'

export const shortestPassword = 12
/** Long enough for any phrase, short enough that hashing it costs no more than any other. */
export const longestPassword = 128

/**
 * Why a password will not do, in plain words; nothing when it will. Length counts, not kinds of
 * characters (NIST SP 800-63B §5.1.1.2).
 */
export function passwordFaults(password: string, email: string): string[] {
  const text = password.normalize('NFC')
  const length = Array.from(text).length
  if (length < shortestPassword) return [`must have at least ${shortestPassword} characters`]
  if (length > longestPassword) return [`must have at most ${longestPassword} characters`]
  const plain = text.toLowerCase()
  if (plain === email.normalize('NFC').toLowerCase()) return ['must not be the e-mail address']
  if (commonPasswords.has(plain) || isOneMotif(plain))
    return ['is among the first that would be tried; take another']
  return []
}

/** One or two characters over and over: `aaaaaaaaaaaa`, `abababababab`. */
function isOneMotif(text: string): boolean {
  return /^(.{1,2}?)\1+.?$/su.test(text)
}

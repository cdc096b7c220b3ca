export const shortestPassword = 12
/** Long enough for any phrase, short enough that hashing it costs no more than any other. */
export const longestPassword = 128

/** In characters as people count them, however they were composed (NIST SP 800-63B §5.1.1.2). */
export function passwordLength(password: string): number {
  return Array.from(password.normalize('NFC')).length
}

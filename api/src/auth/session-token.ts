import { digest } from '../crypto/digest.ts'

const prefix = 'sha256.'

/** Whether it is a token as the database has it, which no cookie may bring. */
export function isStoredToken(token: string): boolean {
  return token.startsWith(prefix)
}

/**
 * A session's token as it is stored: who reads the database finds nothing to sign in with. What is
 * stored already stays as it is, as lists of sessions hand it out to end one by it.
 */
export async function storedToken(token: string): Promise<string> {
  return isStoredToken(token) ? token : `${prefix}${await digest(token)}`
}

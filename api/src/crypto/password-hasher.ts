/** Turns passwords into what may be stored. Slow on purpose; off the event loop where there is one. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  verify(stored: string, password: string): Promise<boolean>
}

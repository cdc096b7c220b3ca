// In the place of better-auth's storage in memory: here it always has a database.
export function memoryAdapter(): never {
  throw new Error('accounts are kept in the database')
}

import { type Client, createClient } from '@libsql/client/sqlite3'

/**
 * Opens an embedded database file. libSQL is synchronous there: more connections in one thread would
 * only wait for each other while the whole thread stands still.
 */
export async function openEmbedded(
  url: string,
  { cacheMb = 4 }: { cacheMb?: number } = {},
): Promise<Client> {
  const client = createClient({ url, concurrency: 1, timeout: 5000 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = NORMAL')
  await client.execute(`PRAGMA cache_size = -${cacheMb * 1_000}`)
  // 64 MB instead of 4: what follows each other in an import writes the same pages again and again.
  await client.execute('PRAGMA wal_autocheckpoint = 16000')
  // What is deleted is overwritten: an erased contact must not be read from the file's free space.
  await client.execute('PRAGMA secure_delete = ON')
  return client
}

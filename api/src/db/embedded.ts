import type { DatabaseClient } from './client.ts'
import { EmbeddedClient } from './embedded-client.ts'

/** The file that a database's address names; undefined where it names a server. */
export function embeddedFile(url: string): string | undefined {
  return /^file:(?:\/\/(?=\/))?([^?]+)/.exec(url)?.[1]
}

/**
 * Opens an embedded database file, and makes it where it is missing. libSQL is synchronous there: more
 * connections in one thread would only wait for each other while the whole thread stands still.
 *
 * @param url `file:` and a path
 */
export async function openEmbedded(
  url: string,
  { cacheMb = 4 }: { cacheMb?: number } = {},
): Promise<DatabaseClient> {
  const file = embeddedFile(url)
  if (file === undefined) throw new TypeError(`${url} is no address of a file`)
  const client = new EmbeddedClient(file, { timeout: 5000 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = NORMAL')
  await client.execute(`PRAGMA cache_size = -${cacheMb * 1_000}`)
  // 64 MB instead of 4: what follows each other in an import writes the same pages again and again. What
  // small writes leave is written into the file sooner, by `LogCheckpoints`.
  await client.execute('PRAGMA wal_autocheckpoint = 16000')
  // What is deleted is overwritten: an erased contact must not be read from the file's free space.
  await client.execute('PRAGMA secure_delete = ON')
  return client
}

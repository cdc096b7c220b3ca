import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './processes.ts'

/** SQLite's own number for a lock that another holds. */
const isBusy = 5

/** Locks that this process holds: one that nothing refers to is closed, and let go of with that. */
const held = new Set<DatabaseSync>()

const skipped = new Set(['node_modules', 'dist', '.wrangler'])

function files(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !skipped.has(name))
    .sort()
    .flatMap((name) => files(join(path, name)))
}

/**
 * A fingerprint of everything under some paths (relative to the project): names and contents, not
 * times, which a clone or a checkout changes at will. Tests do not count.
 */
export function fingerprint(paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => files(join(root, path)))) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * Waits until nobody else holds a lock, and holds it. The system itself lets go of a database's lock when its
 * holder ends in whatever way: a number of a process would sooner or later be another's.
 * @returns what lets go of it
 */
async function hold(lock: string): Promise<() => void> {
  mkdirSync(dirname(lock), { recursive: true })
  const database = new DatabaseSync(lock)
  for (;;) {
    try {
      database.exec('BEGIN EXCLUSIVE')
      held.add(database)
      return () => {
        held.delete(database)
        database.close()
      }
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== isBusy) {
        database.close()
        throw error
      }
      await sleep(50)
    }
  }
}

/**
 * Builds when the sources differ from those of the last build. Of several that want the same at once, in
 * whatever process, one builds and the others wait for it.
 * @param stampFile where the last build's fingerprint is kept; best inside its output, so that it
 *   goes when the output goes
 * @returns whether anything had to be built
 */
export async function buildWhenStale(
  stampFile: string,
  sources: string[],
  build: () => Promise<void>,
): Promise<boolean> {
  const wanted = fingerprint(sources)
  const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isBuilt()) return false
  // Beside the output, which a build removes; it stays, since who waits for it has it open.
  const letGo = await hold(`${dirname(stampFile)}.build-lock`)
  try {
    if (isBuilt()) return false
    await build()
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, wanted)
    return true
  } finally {
    letGo()
  }
}

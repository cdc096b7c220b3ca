import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './processes.ts'

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

/** Whether whoever made a lock has gone without removing it. */
function isLeft(lock: string): boolean {
  try {
    const holder = readFileSync(lock, 'utf8')
    // It may just be being written.
    return holder !== '' && !process.kill(Number(holder), 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Makes a file that nobody else has made and not removed; waits for whoever has, unless they are gone. */
async function take(lock: string): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (isLeft(lock)) rmSync(lock, { force: true })
      else await sleep(50)
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
  // Beside the output, which a build removes.
  const lock = `${dirname(stampFile)}.lock`
  await take(lock)
  try {
    if (isBuilt()) return false
    await build()
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, wanted)
    return true
  } finally {
    rmSync(lock, { force: true })
  }
}

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
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

/**
 * Builds when the sources differ from those of the last build.
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
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return false
  await build()
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted)
  return true
}

import { removeDatabases } from './fresh-database.ts'
import type { Started } from './target.ts'

/** What the file of tests that runs at the moment has started and not closed. */
export const openTargets = new Set<Started>()

/** Closes all of it, and removes its databases. */
export async function closeTargets(): Promise<void> {
  const targets = [...openTargets]
  openTargets.clear()
  await Promise.all(targets.map((target) => target.close()))
  removeDatabases()
}

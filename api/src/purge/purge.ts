import type { Database } from '../db/database.ts'
import { deletedFields } from './deleted-fields.ts'
import { expiredRows } from './expired-rows.ts'
import { searchRewrite } from './search-rewrite.ts'

/** What a run removed, by step, and whether anything is left for the next. */
interface PurgeReport {
  removed: Record<string, number>
  done: boolean
}

const steps = [...expiredRows, deletedFields, searchRewrite]

/**
 * Removes what is past its time, in batches so small that nobody waits for one. Nothing is lost where
 * a run ends early, or is killed: the next one looks for what is there.
 *
 * @param now milliseconds since 1970
 * @param mostBatches after so many the run ends: the edge allows a request only so many trips
 * @param pause lets others have their turn between two batches
 */
export async function purge(
  db: Database,
  now: number,
  { mostBatches = Infinity, pause = async () => {} }: PurgeOptions = {},
): Promise<PurgeReport> {
  const session = db.session()
  const removed: Record<string, number> = {}
  for (const { name, run } of steps)
    for (;;) {
      if (session.meter.trips >= mostBatches) return { removed, done: false }
      const rows = await run(session, now)
      if (rows === 0) break
      removed[name] = (removed[name] ?? 0) + rows
      await pause()
    }
  return { removed, done: true }
}

interface PurgeOptions {
  mostBatches?: number
  pause?: () => Promise<void>
}

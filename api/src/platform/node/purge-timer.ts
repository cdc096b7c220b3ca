import type { Database } from '../../db/database.ts'
import { purge } from '../../purge/purge.ts'

const minute = 60_000

/**
 * Purges a few minutes after the start, and every hour from then on. Keeps no process alive.
 *
 * @param afterwards what to do whenever something was removed
 * @returns ends it; a run under way finishes its batch
 */
export function purgeRegularly(
  db: Database,
  { first = 5 * minute, every = 60 * minute, afterwards = async () => {} } = {},
): () => Promise<void> {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  // As long as a batch may take: others get at least every other turn.
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (stopped) throw new Stopped()
  }
  const run = async () => {
    try {
      const { removed } = await purge(db, Date.now(), { pause })
      if (Object.keys(removed).length > 0) await afterwards()
    } catch (error) {
      if (!(error instanceof Stopped))
        console.error(JSON.stringify({ message: 'purging failed', error: String(error) }))
    }
  }
  let timer = setTimeout(function next() {
    running = run().then(() => {
      if (stopped) return
      timer = setTimeout(next, every)
      timer.unref()
    })
  }, first)
  timer.unref()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

class Stopped extends Error {}

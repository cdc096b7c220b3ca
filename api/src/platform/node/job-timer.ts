import type { Database } from '../../db/database.ts'
import { continueLeftJobs } from '../../jobs/continue-job.ts'
import { jobWorks } from '../../job-works.ts'

/**
 * Looks every so often for long work that was left in the middle, and finishes it. Keeps no process alive.
 *
 * @returns ends it; work under way finishes its step
 */
export function finishLeftJobs(db: Database, { every = 20_000 } = {}): () => Promise<void> {
  const stopped = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const pause = async () => {
    // As long as a step may take: others get at least every other turn.
    await new Promise((resolve) => setTimeout(resolve, 20))
    stopped.signal.throwIfAborted()
  }
  const run = async () => {
    try {
      await continueLeftJobs(db, jobWorks, Date.now, { pause })
    } catch (error) {
      if (!stopped.signal.aborted)
        console.error(JSON.stringify({ message: 'a job was not finished', error: String(error) }))
    }
  }
  let timer = setTimeout(function next() {
    running = run().then(() => {
      if (stopped.signal.aborted) return
      timer = setTimeout(next, every)
      timer.unref()
    })
  }, every)
  timer.unref()
  return async () => {
    stopped.abort()
    clearTimeout(timer)
    await running
  }
}

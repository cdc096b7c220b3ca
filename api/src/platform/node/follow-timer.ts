import type { Database } from '../../db/database.ts'
import { followDuplicates, lastChange } from '../../duplicates/follow.ts'

/** More changes than this between two looks are an import, or long work. */
const many = 200
/** Milliseconds after which contacts are compared though others write all the time. */
const longestWait = 60_000

interface FollowTimer {
  every?: number
  now?: () => number
}

/**
 * Compares contacts with each other soon after they were written, but not while many are: what writes them has the
 * machine to itself, except for a step each minute. Keeps no process alive.
 *
 * @returns ends it; work under way finishes its step
 */
export function followRegularly(
  db: Database,
  { every = 3_000, now = Date.now }: FollowTimer = {},
): () => Promise<void> {
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  let seen: number | null = null
  let followedAt = now()
  const isQuiet = async () => {
    const last = await lastChange(db)
    const wasQuiet = seen !== null && last - seen <= many
    seen = last
    return wasQuiet
  }
  const pause = async () => {
    // As long as a step may take: others get at least every other turn.
    await new Promise((resolve) => setTimeout(resolve, 30))
    return !isStopped && (await isQuiet())
  }
  const run = async () => {
    try {
      if (!(await isQuiet()) && now() - followedAt < longestWait) return
      await followDuplicates(db, now, { pause })
      followedAt = now()
    } catch (error) {
      if (isStopped) return
      console.error(
        JSON.stringify({ message: 'duplicates were not followed', error: String(error) }),
      )
    }
  }
  let timer = setTimeout(function next() {
    running = run().then(() => {
      if (isStopped) return
      timer = setTimeout(next, every)
      timer.unref()
    })
  }, every)
  timer.unref()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}

import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { mergeSearchIndexes } from '../../contacts/search/index-parts.ts'
import type { Database } from '../../db/database.ts'
import { followDuplicates, lastChange } from '../../duplicates/follow.ts'

/** More changes than this within `window` are an import, long work, or people at their busiest. */
const many = 200
/** Milliseconds that changes are counted over: looks are seconds apart, or a moment while there is work to do. */
const window = 3_000
/** Milliseconds after which contacts are compared though others write all the time. */
const longestWait = 60_000

/** Milliseconds without many changes from which on they count as over: what sends them may take so long for the next. */
const calmAfter = 6_000

interface FollowTimer {
  every?: number
  now?: () => number
}

/**
 * Tells at each look whether contacts are written a few at a time.
 *
 * @param now milliseconds
 * @returns takes the number of the last change there is
 */
export function watchForQuiet(now: () => number): (lastChange: number) => boolean {
  /** The looks of the window, and the last one before it. */
  let looks: { at: number; last: number }[] = []
  let busyAt = -Infinity
  return (last) => {
    const at = now()
    const isFirst = looks.length === 0
    const before = looks.findLastIndex((look) => look.at <= at - window)
    looks = [...looks.slice(Math.max(0, before)), { at, last }]
    if (last - (looks[0]?.last ?? last) > many) busyAt = at
    return !isFirst && at - busyAt >= calmAfter
  }
}

/** Contacts written after which the search index may be in parts that are worth merging. */
const mergedAfter = 1_000

/** Milliseconds between two steps: as long as one may take, so that others get at least every other turn. */
const shortestRest = 30
/** The part of a rest that the thread which answers was at work in, from which on people are waiting for it. */
const answering = 0.1
/** Rests are so many times as long as the step before while it answers: the work behind has a tenth of the machine. */
const restPerStep = 9

/**
 * @param step milliseconds that the step took
 * @param utilization the part of the shortest rest after it that the thread which answers was at work in, 0 to 1
 * @returns milliseconds to rest after the shortest rest
 */
export function furtherRest(step: number, utilization: number): number {
  return utilization < answering ? 0 : Math.max(0, step * restPerStep - shortestRest)
}

/** Milliseconds that steps may begin in, each minute, while many write. */
const whileManyWrite = 300

function forAMoment(): () => Promise<boolean> {
  const until = performance.now() + whileManyWrite
  return async () => performance.now() < until
}

/**
 * Merges the parts that the search index is in soon after contacts were written, and compares these with each other, but
 * not while many are: what writes them has the machine to itself, except for a moment each minute. While many ask, it
 * takes a tenth of it. Keeps no process alive.
 *
 * @returns ends it; work under way finishes its step
 */
export function followRegularly(
  db: Database,
  { every = 3_000, now = Date.now }: FollowTimer = {},
): () => Promise<void> {
  let isStopped = false
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let followedAt = now()
  const watch = watchForQuiet(now)
  let last = 0
  let mergedUpTo = -Infinity
  const isQuiet = async () => watch((last = await lastChange(db)))
  let stepFrom = 0
  const rest = async (milliseconds: number) => {
    await wait(milliseconds, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
  }
  const pause = async () => {
    const step = performance.now() - stepFrom
    const before = performance.eventLoopUtilization()
    await rest(shortestRest)
    await rest(furtherRest(step, performance.eventLoopUtilization(before).utilization))
    stepFrom = performance.now()
    return !isStopped && (await isQuiet())
  }
  const run = async () => {
    try {
      const quiet = await isQuiet()
      if (!quiet && now() - followedAt < longestWait) return
      stepFrom = performance.now()
      const upTo = last
      // First, since it takes seconds where comparing may take minutes, and each search has something of it.
      if (quiet && upTo - mergedUpTo >= mergedAfter && (await mergeSearchIndexes(db, { pause })))
        mergedUpTo = upTo
      if (isStopped) return
      await followDuplicates(db, now, { pause: quiet ? pause : forAMoment() })
      followedAt = now()
    } catch (error) {
      if (isStopped) return
      console.error(
        JSON.stringify({ message: 'work behind the writes failed', error: String(error) }),
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
    stopping.abort()
    clearTimeout(timer)
    await running
  }
}

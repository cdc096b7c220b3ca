/** How long one thread works in one go, whoever else has the processor meanwhile. */
export interface OwnWork {
  /** The most processor time, in milliseconds, between two turns in which somebody waiting would have been served. */
  readonly longestMs: number
  reset(): void
}

/**
 * Watches this thread by a timer of a millisecond: what a late one is late may be the machine's doing, but
 * not what the thread itself worked meanwhile.
 */
export function watchOwnWork(): OwnWork {
  let longest = 0
  let before = workedMs()
  setInterval(() => {
    const now = workedMs()
    longest = Math.max(longest, now - before)
    before = now
  }, 1).unref()
  return {
    get longestMs() {
      return longest
    },
    reset() {
      longest = 0
    },
  }
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

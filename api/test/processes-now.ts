import { readdirSync, readFileSync } from 'node:fs'

interface Seen {
  parent: number
  seconds: number
}

/** What Linux counts a processor's time in, whatever its clock is: hundredths of a second. */
const ticks = 100

function see(pid: string): Seen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // A command may have anything in its name.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Its own time, then that of those which have ended and whose end it has heard of.
    const times = rest.slice(9, 13).map(Number)
    return { parent: Number(parent), seconds: times.reduce((sum, time) => sum + time, 0) / ticks }
  } catch {
    return undefined
  }
}

/** All processes that are there at one moment; none where the system does not tell. */
export class ProcessesNow {
  readonly #all = new Map<number, Seen>()

  constructor() {
    if (process.platform !== 'linux') return
    for (const name of readdirSync('/proc')) {
      const seen = /^\d+$/.test(name) ? see(name) : undefined
      if (seen) this.#all.set(Number(name), seen)
    }
  }

  /** What a process has started and is there. */
  startedBy(pid: number): number[] {
    return [...this.#all].flatMap(([at, { parent }]) => (parent === pid ? [at] : []))
  }

  /**
   * Seconds of a processor that a process has taken with all it has started: of those that have ended, what
   * their parents waited for. Undefined where it is not told.
   */
  secondsOf(pid: number): number | undefined {
    const own = this.#all.get(pid)
    return (
      own &&
      this.startedBy(pid).reduce((sum, each) => sum + (this.secondsOf(each) ?? 0), own.seconds)
    )
  }
}

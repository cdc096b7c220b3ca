import type { Database } from '../db/database.ts'
import { failedGuard } from '../installation/definitions.ts'

/** Milliseconds that writing a step takes at most: whoever else writes waits for it. */
const longest = 400
/** Where a step takes less than this, the next one may do more. */
const short = 200
const leastShare = 1 / 64

/**
 * How much of what a step of long work may do at most it does, by how long steps took here. Contacts are of
 * all lengths and machines of all speeds, and a libSQL server rolls a transaction back that takes longer
 * than five seconds while others wait.
 */
export class Pace {
  #share = 1

  /** From nearly nothing to 1. */
  get share(): number {
    return this.#share
  }

  /** @param ms how long a step of the present share took */
  took(ms: number): void {
    if (ms > longest) this.#scale(longest / ms)
    else if (ms < short) this.#scale(2)
  }

  /** A step was not written: for all we know it was too large. */
  failed(): void {
    this.#scale(1 / 4)
  }

  #scale(by: number): void {
    this.#share = Math.min(1, Math.max(leastShare, this.#share * by))
  }
}

/** By what all sessions of a database have in common. */
const paces = new WeakMap<Database['writes'], Pace>()

export function paceOf({ writes }: Pick<Database, 'writes'>): Pace {
  const pace = paces.get(writes) ?? new Pace()
  paces.set(writes, pace)
  return pace
}

/** Writes a step, and has the next ones be as large as that one was quick. */
export async function paced<T>(db: Database, write: () => Promise<T>): Promise<T> {
  const [pace, begun] = [paceOf(db), performance.now()]
  try {
    const written = await write()
    pace.took(performance.now() - begun)
    return written
  } catch (error) {
    // Somebody else was faster, which says nothing of its size.
    if (failedGuard(error) === null) pace.failed()
    throw error
  }
}

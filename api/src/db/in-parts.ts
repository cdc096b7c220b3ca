import { AnswerTooLarge } from './database.ts'

/**
 * Rows that may be too much for one answer of the database, in as many as it takes: asked for all at
 * once, and for half of them where that is refused.
 *
 * @param most how many are wanted
 * @param read the next of them, at most `limit`, behind `last`; fewer where there are no more
 */
export async function inParts<T>(
  most: number,
  read: (limit: number, last: T | undefined) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = []
  let size = most
  while (all.length < most) {
    const limit = Math.min(size, most - all.length)
    const part = await unlessTooLarge(() => read(limit, all.at(-1)))
    if (part === null && limit === 1) throw new AnswerTooLarge()
    if (part === null) size = Math.ceil(limit / 2)
    else {
      all.push(...part)
      if (part.length < limit) break
    }
  }
  return all
}

/** Rows of one trip, where nobody says how many there are. */
const rowsPerTrip = 50

/** All rows, however many there are. @param read the next `limit` of them behind the first `offset` */
export async function everyPart<T>(
  read: (limit: number, offset: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    let offset = all.length
    const part = await inParts<T>(rowsPerTrip, async (limit) => {
      const some = await read(limit, offset)
      offset += some.length
      return some
    })
    all.push(...part)
    if (part.length < rowsPerTrip) return all
  }
}

/** @returns null where the answer would be more than the database gives at once */
export async function unlessTooLarge<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AnswerTooLarge) return null
    throw error
  }
}

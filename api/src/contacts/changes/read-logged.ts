import { inParts } from '../../db/in-parts.ts'
import type { Row } from '../../db/result.ts'

interface LoggedPage {
  /** Rows of `loggedRows`. */
  rows: readonly Row[]
  hasMore: boolean
}

/**
 * A page of the log, in one trip or in as many as very long values take; shorter than was asked for where
 * more would not fit an answer.
 *
 * @param size rows wanted
 * @param read the next of them by `loggedRows`, behind `last`
 */
export async function readLogged(
  size: number,
  read: (limit: number, last: Row | undefined) => Promise<readonly Row[]>,
): Promise<LoggedPage> {
  let leftOut = 0
  // One more than the page tells whether there is a next one.
  const rows = await inParts<Row>(size + 1, async (limit, last) => {
    const part = await read(limit, last)
    leftOut += Number(part[0]?.found ?? 0) - part.length
    return part
  })
  return { rows: rows.slice(0, size), hasMore: leftOut > 0 || rows.length > size }
}

import type { DatabaseClient } from '../../db/client.ts'
import { firstRow } from '../../db/database.ts'

const columns = 'contact_seq, version, kind, at, actor, via, import_id, request_id, before'

const isMoved = "SELECT count(*) = 0 AS moved FROM sqlite_schema WHERE name = 'changes_unnumbered'"

/** What earlier values of a page may come to in bytes, about: a long transaction is one that others wait for. */
const pageBytes = 16_000_000

/** The last contact of a page; null where none is left. A contact's rows are moved together. */
const selectEnd = `
  SELECT max(contact_seq) AS last FROM (
    SELECT contact_seq, size, sum(size) OVER (ORDER BY contact_seq, version) AS bytes FROM (
      SELECT contact_seq, version, coalesce(octet_length(before), 0) AS size
      FROM changes_unnumbered ORDER BY contact_seq, version LIMIT ?)
  ) WHERE bytes - size < ${pageBytes}`

const upTo = 'FROM changes_unnumbered WHERE contact_seq <= ?'

/**
 * Moves the rows of the log from before it had numbers, page by page, so that it may be cut off and begun
 * again, and no transaction is long. Their order is not that of their commits, so the feed begins behind
 * them. Afterwards it changes nothing.
 *
 * @param pageSize rows moved in one trip, about
 */
export async function numberChanges(
  client: Pick<DatabaseClient, 'batch' | 'execute'>,
  { pageSize = 2_000 } = {},
): Promise<void> {
  if (Number(firstRow(await client.execute(isMoved)).moved) === 1) return
  for (;;) {
    const { last } = firstRow(await client.execute({ sql: selectEnd, args: [pageSize] }))
    if (last == null) break
    await client.batch(
      [
        {
          sql: `INSERT INTO changes (${columns}) SELECT ${columns} ${upTo} ORDER BY contact_seq, version`,
          args: [last],
        },
        { sql: `DELETE ${upTo}`, args: [last] },
      ],
      'write',
    )
  }
  await client.batch(
    [
      'UPDATE schema_state SET changes_from = coalesce((SELECT max(n) FROM changes), 0)',
      'DROP TABLE changes_unnumbered',
    ],
    'write',
  )
}

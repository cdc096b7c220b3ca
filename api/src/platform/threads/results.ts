import type { ResultSet } from '@libsql/client/sqlite3'

/** What became of a statement, as it goes from one thread to another. */
export interface SentResult {
  columns: string[]
  columnTypes: string[]
  rows: Record<string, unknown>[]
  rowsAffected: number
  lastInsertRowid: bigint | undefined
}

export function sentResult(result: ResultSet): SentResult {
  const { columns, columnTypes, rows, rowsAffected, lastInsertRowid } = result
  const sent = rows.map((row) => ({ ...row }))
  return { columns, columnTypes, rows: sent, rowsAffected, lastInsertRowid }
}

/** As the client itself has it, but that values of a row are found by their column's name alone. */
export function resultOf(sent: SentResult): ResultSet {
  return { ...sent, rows: sent.rows as unknown as ResultSet['rows'], toJSON: () => sent }
}

/** What a cell of the database holds. Bytes come as an `ArrayBuffer`. */
export type Value = null | string | number | bigint | ArrayBuffer

/** A row, by the names of its columns. */
export type Row = Readonly<Record<string, Value>>

/** What became of one statement. */
export interface Result {
  readonly rows: readonly Row[]
  /** Rows written; 0 for a statement that answers rows. */
  readonly rowsAffected: number
}

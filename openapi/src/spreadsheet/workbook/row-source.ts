import type { Cell } from '../../field-types/cell.ts'

export type WrittenRow = readonly Cell[]

/**
 * Rows to be written: all at hand, or in batches as they come. Waiting for each row alone would take
 * longer than writing it.
 */
export type RowSource = Iterable<WrittenRow> | AsyncIterable<Iterable<WrittenRow>>

export async function* batchesOf(rows: RowSource): AsyncGenerator<Iterable<WrittenRow>> {
  if (Symbol.asyncIterator in rows) yield* rows
  else yield rows
}

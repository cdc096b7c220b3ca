import type { Statement } from '../../db/statement.ts'
import * as live from '../storage/sql.ts'
import * as dry from '../dry-run/sql.ts'

/** What a chunk asks of the contacts its rows can meet; see found-sql.ts for what comes back. */
export interface ChunkReads {
  whole: Statement
  /** Those after the one with this number, where the whole is too much. */
  page(after: number): Statement
}

/**
 * @param pairs the rows' identities, as claims
 * @param leavesAll true where no row can change a contact, so that their values need not travel
 */
export function chunkReads(
  { importId, dryRun, leavesAll }: { importId: string; dryRun: boolean; leavesAll: boolean },
  pairs: string,
): ChunkReads {
  const from = dryRun ? dry : live
  const select = leavesAll ? from.selectFoundIds : from.selectFound
  return {
    whole: select({ importId, pairs }),
    page: (after) => from.selectFoundPage({ importId, pairs, after }),
  }
}

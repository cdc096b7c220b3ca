import type { Statement } from '../db/statement.ts'
import * as live from './chunk-sql.ts'
import * as dry from './dry-sql.ts'

/** Numbers of contacts are above it; those of a dry run are below 0. */
const belowAll = Number.MIN_SAFE_INTEGER

/** What a chunk asks of the contacts its rows can meet. */
export interface ChunkReads {
  /** A page of them, after the one whose number is given. */
  found(after?: number): Statement
  claims: Statement
}

/** @param leavesAll true where no row can change a contact, so that their values need not travel */
export function chunkReads(
  { importId, dryRun, leavesAll }: { importId: string; dryRun: boolean; leavesAll: boolean },
  pairs: string,
): ChunkReads {
  const from = dryRun ? dry : live
  const select = leavesAll ? from.selectFoundIds : from.selectFound
  return {
    found: (after = belowAll) => select({ importId, pairs, after }),
    claims: from.selectClaims({ importId, pairs }),
  }
}

import type { Statement } from '../db/statement.ts'
import * as live from './chunk-sql.ts'
import * as dry from './dry-sql.ts'

/** Numbers of contacts are above it; those of a dry run are below 0. */
const belowAll = Number.MIN_SAFE_INTEGER

/** Makes a page of what a chunk asks of the contacts its rows can meet, after the one with this number. */
export type ChunkReads = (after?: number) => Statement

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
  return (after = belowAll) => select({ importId, pairs, after })
}

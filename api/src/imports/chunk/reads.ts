import * as live from '../storage/sql.ts'
import type { ChunkReads } from '../storage/found-contacts.ts'
import * as dry from '../dry-run/sql.ts'

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

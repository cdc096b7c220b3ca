import { reason, type Reason } from '@cardfile/openapi'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import { assertCurrent } from '../../installation/definitions.ts'
import { selectSchemaVersion } from '../../installation/definition-rows.ts'
import { invalid, notFound } from '../../errors/problem-error.ts'
import { selectImportById } from '../import/sql.ts'
import { readerOf } from '../import/reader.ts'
import { toldReasons } from '../../contacts/undo/kept-reason.ts'
import { selectKept } from './sql.ts'

export interface KeptList {
  data: { id: string; name: string; reason: string; reasons: Reason[] }[]
  nextCursor: string | null
}

/** Contacts that undoing an import left as they are, oldest first, in one trip. */
export async function listKept(
  ctx: Context,
  id: string,
  { cursor = '0', pageSize = 100 }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<KeptList> {
  if (!/^\d{1,15}$/.test(cursor)) throw invalid({ cursor: [reason('not_cursor')] })
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found, kept] = await ctx.db.batch(
      [
        selectSchemaVersion,
        selectImportById({ id }),
        selectKept({ importId: id, after: Number(cursor), limit: pageSize + 1 }),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    if (found?.rows.length !== 1) throw notFound('import')
    const reader = readerOf(ctx, snapshot)
    const rows = kept?.rows ?? []
    const shown = rows.slice(0, pageSize)
    return {
      data: shown.map(({ id, name, reason: stored }) => {
        const reasons = toldReasons(String(stored), reader)
        return {
          id: String(id),
          name: String(name),
          reason: reasons.map(({ text }) => text).join('; '),
          reasons,
        }
      }),
      nextCursor: rows.length > pageSize ? String(shown.at(-1)?.seq) : null,
    }
  })
}

import type { Context } from '../../context.ts'
import { invalid, notFound } from '../../problem-error.ts'
import { selectImportById } from '../import-sql.ts'
import * as sql from './undo-sql.ts'

export interface KeptList {
  data: { id: string; name: string; reason: string }[]
  nextCursor: string | null
}

/** Contacts that undoing an import left as they are, oldest first, in one trip. */
export async function listKept(
  ctx: Context,
  id: string,
  { cursor = '0', pageSize = 100 }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<KeptList> {
  if (!/^\d{1,15}$/.test(cursor)) throw invalid({ cursor: ['is not a cursor of this list'] })
  const [found, kept] = await ctx.db.batch(
    [
      selectImportById({ id }),
      sql.selectKept({ importId: id, after: Number(cursor), limit: pageSize + 1 }),
    ],
    'read',
  )
  if (found?.rows.length !== 1) throw notFound('import')
  const rows = kept?.rows ?? []
  const shown = rows.slice(0, pageSize)
  return {
    data: shown.map(({ id, name, reason }) => ({
      id: String(id),
      name: String(name),
      reason: String(reason),
    })),
    nextCursor: rows.length > pageSize ? String(shown.at(-1)?.seq) : null,
  }
}

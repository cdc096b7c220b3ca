import { reason } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { invalid } from '../errors/problem-error.ts'
import { keptFor } from '../installation/retention.ts'
import { type Import } from './import/import.ts'
import * as sql from './import/sql.ts'
import { existing, importFor } from './import/reader.ts'

/**
 * An import as far as its reader sees it, in one trip.
 *
 * @throws ProblemError `not_found`
 */
export function getImport(ctx: Context, id: string): Promise<Import> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch(
      [selectSchemaVersion, sql.selectImportById({ id })],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    return importFor(ctx, snapshot, existing(found))
  })
}

export interface ImportList {
  data: Import[]
  total: number
  nextCursor: string | null
}

/** Sorts behind every UUID. */
const beyondIds = 'z'
const isId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Imports of the last 90 days, newest first. A cursor is the id of the last one seen. */
export function listImports(
  ctx: Context,
  {
    cursor = beyondIds,
    pageSize = 20,
  }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<ImportList> {
  if (cursor !== beyondIds && !isId.test(cursor)) throw invalid({ cursor: [reason('not_cursor')] })
  const since = ctx.now() - keptFor
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found, counted] = await ctx.db.batch(
      [
        selectSchemaVersion,
        sql.selectImports({ before: cursor, since, limit: pageSize + 1 }),
        sql.countImports({ since }),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const rows = found?.rows ?? []
    const data = rows.slice(0, pageSize).map((row) => importFor(ctx, snapshot, row))
    return {
      data,
      total: Number(firstRow(counted).n),
      nextCursor: rows.length > pageSize ? (data.at(-1)?.id ?? null) : null,
    }
  })
}

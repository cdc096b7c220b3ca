import type { Field } from '@cardfile/openapi'
import { visibilityOf } from '../installation/field-visibility.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { keptFor } from '../installation/retention.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import * as store from '../installation/definition-rows.ts'

type DeletedField = Field & { deletedAt: string }

/**
 * Custom fields that can still be restored, the last deleted first: of those the caller might see if
 * they were, since their rights go with them.
 */
export function listDeletedFields(ctx: Context): Promise<DeletedField[]> {
  return ctx.definitions.use(ctx.db, (snapshot) => deletedFieldsOf(ctx, snapshot))
}

/** As `listDeletedFields`, of one snapshot. */
export async function deletedFieldsOf(
  ctx: Context,
  snapshot: FieldSnapshot,
): Promise<DeletedField[]> {
  const [version, rows] = await ctx.db.batch(
    [store.selectSchemaVersion, store.selectDeletedFields({ since: ctx.now() - keptFor })],
    'read',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const sees = visibilityOf(ctx.definitions.authorization(snapshot))
  return (rows?.rows ?? [])
    .map((row) => ({
      ...store.fieldFromRow(row),
      deletedAt: new Date(Number(row.deleted_at)).toISOString(),
    }))
    .filter(sees)
}

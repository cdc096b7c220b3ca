import { withUnseenMarked } from '@cardfile/openapi'
import { visibilityOf } from '../installation/field-visibility.ts'
import type { Row } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { keptFor } from '../installation/retention.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import * as store from '../installation/definition-rows.ts'

/**
 * Custom fields that can still be restored, the last deleted first: of those the caller might see if
 * they were, since their rights go with them.
 */
export function listDeletedFields(ctx: Context): Promise<store.DeletedField[]> {
  return ctx.definitions.use(ctx.db, (snapshot) => deletedFieldsOf(ctx, snapshot))
}

/** As `listDeletedFields`, of one snapshot. */
export async function deletedFieldsOf(
  ctx: Context,
  snapshot: FieldSnapshot,
): Promise<store.DeletedField[]> {
  const rows = await deletedRowsOf(ctx, snapshot)
  const sees = visibilityOf(ctx.definitions.authorization(snapshot))
  const { everyField } = snapshot
  return store
    .deletedFieldsFromRows(rows, everyField)
    .filter(sees)
    .map((field) => withUnseenMarked(field, everyField))
}

/** Rows of `selectDeletedFields` by the definitions of one snapshot. */
export async function deletedRowsOf(ctx: Context, snapshot: FieldSnapshot): Promise<Row[]> {
  const [version, rows] = await ctx.db.batch(
    [store.selectSchemaVersion, store.selectDeletedFields({ since: ctx.now() - keptFor })],
    'read',
  )
  assertCurrent(snapshot, firstRow(version).version)
  return [...(rows?.rows ?? [])]
}

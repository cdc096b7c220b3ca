import type { Field } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { notFound } from '../errors/problem-error.ts'
import { endOf, fieldOf, refuseTakenName } from './definition-rules.ts'
import { auditField } from './field-audit.ts'
import * as store from '../installation/definition-rows.ts'
import { reindexStatementsOf } from './reindex.ts'
import { refuseLosingConditions } from './conditions.ts'
import { visibilityOf } from '../installation/field-visibility.ts'
import { deletedRowsOf } from './list-deleted-fields.ts'

/** Brings a deleted field back, with the values that contacts had, at the end of the list. */
export function restoreField(ctx: Context, id: number): Promise<Field> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { everyField } = snapshot
    const row = (await deletedRowsOf(ctx, snapshot)).find((deleted) => Number(deleted.id) === id)
    const [field] = row ? store.deletedFieldsFromRows([row], everyField) : []
    if (!field || !visibilityOf(ctx.definitions.authorization(snapshot))(field))
      throw notFound('deleted field')
    refuseTakenName(field.name, snapshot)
    refuseLosingConditions(field, store.conditionsFromRow(row), snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.restoreFieldStatement(field, endOf(snapshot)),
      auditField(ctx, 'field.restored', field),
      ...reindexStatementsOf(ctx, field, { everyField: [...everyField, field] }),
    ])
    return fieldOf(written, id)
  })
}

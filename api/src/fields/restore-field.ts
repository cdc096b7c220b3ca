import type { Field } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { notFound } from '../errors/problem-error.ts'
import { endOf, fieldOf, refuseTakenName } from './definition-rules.ts'
import { auditField } from './field-audit.ts'
import * as store from '../installation/definition-rows.ts'
import { reindexStatementsOf } from './reindex.ts'
import { deletedFieldsOf } from './list-deleted-fields.ts'

/** Brings a deleted field back, with the values that contacts had, at the end of the list. */
export function restoreField(ctx: Context, id: number): Promise<Field> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = (await deletedFieldsOf(ctx, snapshot)).find((deleted) => deleted.id === id)
    if (!field) throw notFound('deleted field')
    refuseTakenName(field.name, snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.restoreFieldStatement(field, endOf(snapshot)),
      auditField(ctx, 'field.restored', field),
      ...reindexStatementsOf(ctx, field, { everyField: [...snapshot.everyField, field] }),
    ])
    return fieldOf(written, id)
  })
}

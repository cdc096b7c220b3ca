import { isDeletable, isUnique, detail } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { ProblemError } from '../errors/problem-error.ts'
import {
  fieldOf,
  refuseConverting,
  refuseMasked,
  refuseStale,
  without,
} from './definition-rules.ts'
import { refuseDeletingInput } from './conditions.ts'
import { freeingStatements } from './claim-in-steps.ts'
import { dropFieldIndexStatements } from './index-sql.ts'
import { renewOtherIndexes } from './renew-field-indexes.ts'
import { auditField } from './field-audit.ts'
import * as store from '../installation/definition-rows.ts'
import { reindexStatementsOf } from './reindex.ts'

/** Deletes a custom field. Its values stay stored for as long as it can be restored. */
export function deleteField(ctx: Context, id: number, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = fieldOf(snapshot, id)
    if (!isDeletable(field))
      throw new ProblemError('wrong_state', { detail: detail('field_not_custom') })
    refuseMasked(field)
    refuseStale(field, expected)
    refuseConverting(field, snapshot)
    refuseDeletingInput(field, snapshot)
    const left = without(snapshot, field)
    await renewOtherIndexes(ctx.db, field, snapshot.everyField, left.everyField)
    await ctx.definitions.write(ctx.db, snapshot, [
      store.deleteFieldStatement(field, ctx.now()),
      auditField(ctx, 'field.deleted', field),
      ...dropFieldIndexStatements(field),
      ...(isUnique(field) ? freeingStatements(ctx, field) : []),
      ...reindexStatementsOf(ctx, field, left),
    ])
  })
}

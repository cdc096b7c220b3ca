import {
  type Field,
  type FieldCreate,
  keyFromName,
  plainDefinition,
  detail,
  reason,
} from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import {
  completed,
  endOf,
  fieldOf,
  present,
  refuseForeignSettings,
  refuseTakenName,
  refuseUnknownSection,
} from './definition-rules.ts'
import { withJudgedConditions } from './conditions.ts'
import { fieldIndexStatements } from './index-sql.ts'
import { renewOtherIndexes } from './renew-field-indexes.ts'
import { refuseRights } from './rights.ts'
import { auditField } from './field-audit.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import * as store from '../installation/definition-rows.ts'

/**
 * The definition that a field would be made with.
 *
 * @throws ProblemError `invalid` for what does not fit together, `already_exists` for a key that another
 *   field has
 */
export function newDefinition(input: FieldCreate, snapshot: FieldSnapshot): Field {
  const { key = keyFromName(input.name, snapshot.takenKeys) } = input
  if (snapshot.takenKeys.has(key))
    throw new ProblemError('already_exists', {
      detail: detail('field_key_taken', { key }),
      errors: { key: [reason('key_of_other_field')] },
    })
  refuseTakenName(input.name, snapshot)
  refuseForeignSettings(input, input.type)
  const draft = completed({
    ...plainDefinition,
    ...present(input),
    name: input.name,
    type: input.type,
    key,
    id: snapshot.nextId,
    kind: 'C',
    position: endOf(snapshot),
    version: 1,
  })
  const field = withJudgedConditions(draft, snapshot)
  refuseUnknownSection(field, snapshot)
  return field
}

/** Makes a custom field, in one trip; in two where the request can be repeated. */
export function createField(
  ctx: Context,
  input: FieldCreate,
  idempotency: Idempotency | null = null,
): Promise<Field> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    if (idempotency) {
      const key = selectIdempotent({ idempotencyKey: idempotency.key })
      const [known] = await ctx.db.batch([key], 'read')
      const answered = answeredBefore<Field>(firstRow(known), idempotency)
      // They may see less now than when they were answered.
      if (snapshot.everyField.some(({ id, unseen }) => unseen && id === answered?.id))
        throw notFound('field')
      if (answered) return answered
    }
    const field = newDefinition(input, snapshot)
    refuseRights(ctx, snapshot, field)
    const { everyField } = snapshot
    await renewOtherIndexes(ctx.db, field, everyField, [...everyField, field])
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.insertFieldStatement(field, everyField),
      ...fieldIndexStatements(field, everyField),
      ...(idempotency ? [insertIdempotent(idempotency, field, ctx.now())] : []),
      auditField(ctx, 'field.created', field, { type: field.type }),
    ])
    return fieldOf(written, field.id)
  })
}

import {
  type Field,
  type FieldCreate,
  keyFromName,
  rulesOf,
  undeletableReason,
} from '@cardfile/openapi'
import { visibilityOf } from '../installation/field-visibility.ts'
import type { Context } from '../installation/context.ts'
import { auditStatement } from '../audit/record.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import { keptFor } from '../installation/retention.ts'
import {
  completed,
  endOf,
  fieldOf,
  present,
  refuseForeignSettings,
  refuseStale,
  refuseTakenName,
  without,
} from './definition-rules.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { dropFieldIndexStatement, fieldIndexStatement } from './index-sql.ts'
import { refuseRights } from './rights.ts'
import { auditField } from './field-audit.ts'
import * as store from '../installation/definition-rows.ts'
import * as values from './values-sql.ts'

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
    const { key = keyFromName(input.name, snapshot.takenKeys) } = input
    if (snapshot.takenKeys.has(key))
      throw new ProblemError('already_exists', {
        detail: `There is, or was, a field with the key “${key}”.`,
        errors: { key: ['belongs to another field, or did to one that was deleted'] },
      })
    refuseTakenName(input.name, snapshot)
    refuseForeignSettings(input, input.type)
    const field = completed({
      helpText: null,
      defaultValue: null,
      visible: true,
      required: false,
      readOnly: false,
      indexed: false,
      viewRoles: null,
      editRoles: null,
      ...present(input),
      name: input.name,
      type: input.type,
      key,
      id: snapshot.nextId,
      kind: 'C',
      position: endOf(snapshot),
      version: 1,
    })
    refuseRights(ctx, snapshot, field)
    const index = fieldIndexStatement(field)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.insertFieldStatement(field),
      ...(index ? [index] : []),
      ...(idempotency ? [insertIdempotent(idempotency, field, ctx.now())] : []),
      auditField(ctx, 'field.created', field, { type: field.type }),
    ])
    return fieldOf(written, field.id)
  })
}

export async function listFields(ctx: Context): Promise<readonly Field[]> {
  // Asked anew: an administrator expects to see what a colleague has just changed.
  return (await ctx.definitions.refresh(ctx.db)).fields
}

type DeletedField = Field & { deletedAt: string }

/**
 * Custom fields that can still be restored, the last deleted first: of those the caller might see if
 * they were, since their rights go with them.
 */
export function listDeletedFields(ctx: Context): Promise<DeletedField[]> {
  return ctx.definitions.use(ctx.db, (snapshot) => deletedFields(ctx, snapshot))
}

async function deletedFields(ctx: Context, snapshot: FieldSnapshot): Promise<DeletedField[]> {
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

export async function getField(ctx: Context, id: number): Promise<Field> {
  return fieldOf(await ctx.definitions.refresh(ctx.db), id)
}

/** How many live contacts have a value, and for each option how many chose it. */
export function fieldUsage(ctx: Context, id: number) {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = fieldOf(snapshot, id)
    const { options = [] } = field
    const [version, counted, byOption] = await ctx.db.batch(
      [
        store.selectSchemaVersion,
        values.countValues(field),
        // Grouping what is not chosen from a list would answer every text there is.
        ...(options.length > 0 ? [values.countOptions(field)] : []),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const chosen = new Map(byOption?.rows.map((row) => [row.id, Number(row.n)]))
    return {
      contacts: Number(firstRow(counted).n),
      options: options.map((option) => ({ id: option.id, contacts: chosen.get(option.id) ?? 0 })),
    }
  })
}

/** Deletes a custom field. Its values stay stored for as long as it can be restored. */
export function deleteField(ctx: Context, id: number, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = fieldOf(snapshot, id)
    const why = undeletableReason(field)
    if (why) throw new ProblemError('wrong_state', { detail: why })
    refuseStale(field, expected)
    await ctx.definitions.write(ctx.db, snapshot, [
      store.deleteFieldStatement(field, ctx.now()),
      auditField(ctx, 'field.deleted', field),
      dropFieldIndexStatement(field),
      ...reindex(field, without(snapshot, field)),
    ])
  })
}

/** Brings a deleted field back, with the values that contacts had, at the end of the list. */
export function restoreField(ctx: Context, id: number): Promise<Field> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = (await deletedFields(ctx, snapshot)).find((deleted) => deleted.id === id)
    if (!field) throw notFound('deleted field')
    refuseTakenName(field.name, snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.restoreFieldStatement(field, endOf(snapshot)),
      auditField(ctx, 'field.restored', field),
      ...reindex(field, { everyField: [...snapshot.everyField, field] }),
    ])
    return fieldOf(written, id)
  })
}

/** Puts the fields into a new order. @param ids every live field's id, once */
export function reorderFields(ctx: Context, ids: readonly number[]): Promise<readonly Field[]> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const seen = new Set(snapshot.fields.map((field) => field.id))
    if (ids.length !== seen.size || !ids.every((id) => seen.delete(id)))
      throw invalid({ ids: ['must name every field once'] })
    // What whoever orders them does not see stays between the neighbours it had.
    const order = [...ids]
    const all = snapshot.everyField.map(({ id, unseen }) => (unseen ? id : order.shift()))
    const whole = all.filter((id) => id !== undefined)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.reorderStatement(whole),
      auditStatement({ ctx, action: 'field.reordered' }),
    ])
    return written.fields
  })
}

function reindex(field: Field, snapshot: Pick<FieldSnapshot, 'everyField'>): Statement[] {
  return rulesOf(field).searchable
    ? values.reindexStatements(field, searchableMembers(snapshot))
    : []
}

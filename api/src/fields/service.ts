import {
  completeDefinition,
  type EditableProperty,
  editableProperties,
  type Field,
  type FieldCreate,
  type FieldPatch,
  keyFromName,
  lockedReason,
  type Reasons,
  rulesOf,
  undeletableReason,
} from '@cardfile/openapi'
import type { Context } from '../context.ts'
import { searchableMembers } from '../contacts/service.ts'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { invalid, notFound, ProblemError } from '../problem-error.ts'
import { type Conversion, narrowedProperty, tryConversion } from './conversion.ts'
import { type FieldSnapshot, ValuesChanged } from './definitions.ts'
import { dropFieldIndexStatement, fieldIndexStatement } from './index-sql.ts'
import * as store from './store.ts'
import * as values from './values-sql.ts'

const day = 86_400_000
/** How long a deleted field can be brought back. */
export const restorableFor = 90 * day

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
      if (answered) return answered
    }
    const { key = keyFromName(input.name, snapshot.takenKeys) } = input
    if (snapshot.takenKeys.has(key))
      throw new ProblemError('already_exists', {
        detail: `There is, or was, a field with the key “${key}”.`,
        errors: { key: ['belongs to another field, or did to one that was deleted'] },
      })
    refuseTakenName(input.name, snapshot)
    const field = completed({
      helpText: null,
      defaultValue: null,
      visible: true,
      required: false,
      readOnly: false,
      indexed: false,
      ...present(input),
      name: input.name,
      type: input.type,
      key,
      id: snapshot.nextId,
      kind: 'C',
      position: endOf(snapshot),
      version: 1,
    })
    const index = fieldIndexStatement(field)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.insertFieldStatement(field),
      ...(index ? [index] : []),
      ...(idempotency ? [insertIdempotent(idempotency, field, ctx.now())] : []),
    ])
    return fieldOf(written, field.id)
  })
}

export async function listFields(ctx: Context): Promise<readonly Field[]> {
  // Asked anew: an administrator expects to see what a colleague has just changed.
  return (await ctx.definitions.refresh(ctx.db)).fields
}

/** Custom fields that can still be restored, the last deleted first. */
export async function listDeletedFields(ctx: Context): Promise<(Field & { deletedAt: string })[]> {
  const [rows] = await ctx.db.batch(
    [store.selectDeletedFields({ since: ctx.now() - restorableFor })],
    'read',
  )
  return (rows?.rows ?? []).map((row) => ({
    ...store.fieldFromRow(row),
    deletedAt: new Date(Number(row.deleted_at)).toISOString(),
  }))
}

export async function getField(ctx: Context, id: number): Promise<Field> {
  return fieldOf(await ctx.definitions.refresh(ctx.db), id)
}

/**
 * Changes a definition. One trip, unless stored values may be in the way: then they are read first.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `in_use` with the count of contacts whose values would be lost
 */
export function updateField(
  ctx: Context,
  id: number,
  expected: number | null,
  patch: FieldPatch,
): Promise<Field> {
  return repeatedOnWrites(() =>
    ctx.definitions.use(ctx.db, async (snapshot) => {
      const before = fieldOf(snapshot, id)
      refuseStale(before, expected)
      const after = changed(before, patch)
      if (after.name.toLowerCase() !== before.name.toLowerCase())
        refuseTakenName(after.name, snapshot)
      const narrowed = narrowedProperty(before, after)
      const conversion = narrowed ? await tryConversion(ctx, before, after) : null
      if (narrowed && conversion && conversion.fails > 0) throw inTheWay(narrowed, conversion)
      const written = await ctx.definitions.write(ctx.db, snapshot, [
        ...(conversion ? conversionStatements(ctx, snapshot, before, after, conversion) : []),
        store.updateFieldStatement(after),
        ...indexStatements(before, after),
      ])
      return fieldOf(written, id)
    }),
  )
}

/** What a change would do to the stored values, without doing it. */
export function previewConversion(ctx: Context, id: number, patch: FieldPatch) {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = fieldOf(snapshot, id)
    const { converts, fails, samples } = await tryConversion(ctx, before, changed(before, patch))
    return { converts, fails, samples }
  })
}

/** How many live contacts have a value, and for each option how many chose it. */
export async function fieldUsage(ctx: Context, id: number) {
  const field = fieldOf(await ctx.definitions.current(ctx.db), id)
  const [counted, byOption] = await ctx.db.batch(
    [values.countValues(field), values.countOptions(field)],
    'read',
  )
  const chosen = new Map(byOption?.rows.map((row) => [row.id, Number(row.n)]))
  return {
    contacts: Number(counted?.rows[0]?.n ?? 0),
    options: (field.options ?? []).map((option) => ({
      id: option.id,
      contacts: chosen.get(option.id) ?? 0,
    })),
  }
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
      dropFieldIndexStatement(field),
      ...reindex(field, without(snapshot, field)),
    ])
  })
}

/** Brings a deleted field back, with the values that contacts had, at the end of the list. */
export function restoreField(ctx: Context, id: number): Promise<Field> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = (await listDeletedFields(ctx)).find((deleted) => deleted.id === id)
    if (!field) throw notFound('deleted field')
    refuseTakenName(field.name, snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.restoreFieldStatement(field, endOf(snapshot)),
      ...reindex(field, { ...snapshot, fields: [...snapshot.fields, field] }),
    ])
    return fieldOf(written, id)
  })
}

/** Puts the fields into a new order. @param ids every live field's id, once */
export function reorderFields(ctx: Context, ids: readonly number[]): Promise<readonly Field[]> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const live = new Set(snapshot.fields.map((field) => field.id))
    if (ids.length !== live.size || !ids.every((id) => live.delete(id)))
      throw invalid({ ids: ['must name every field once'] })
    return (await ctx.definitions.write(ctx.db, snapshot, [store.reorderStatement(ids)])).fields
  })
}

/** Contacts written while their values were tried make the trial void; it is done again. */
async function repeatedOnWrites<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ValuesChanged)) throw error
      if (attempt === 5)
        throw new ProblemError('busy', {
          detail: 'Contacts are being written all the time; try again when there is less going on.',
        })
    }
}

function changed(before: Field, patch: FieldPatch): Field {
  const errors: Reasons = {}
  for (const property of editableProperties) {
    if (patch[property] === undefined || isSame(before, patch, property)) continue
    const why = lockedReason(before, property)
    if (why) errors[property] = [why]
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  const draft = { ...before, ...present(patch) }
  if (patch.options) draft.options = keepIds(before, patch.options)
  return completed(draft)
}

/** Sending what is so already is no change, also to what cannot be changed. */
function isSame(before: Field, patch: FieldPatch, property: keyof FieldPatch): boolean {
  return JSON.stringify(before[property] ?? null) === JSON.stringify(patch[property] ?? null)
}

/** An option sent without its id is the one that has its text, if there is one. */
function keepIds(before: Field, options: NonNullable<FieldPatch['options']>) {
  return options.map((option) => ({
    ...option,
    id: option.id ?? before.options?.find(({ text }) => text === option.text)?.id,
  })) as Field['options']
}

function completed(draft: Field): Field {
  const verdict = completeDefinition(draft)
  if ('errors' in verdict) throw invalid(verdict.errors)
  return verdict.field
}

/** A patch without what it leaves out. Settings sent as null are unset. */
function present(input: FieldCreate | FieldPatch): Partial<Field> {
  const settings = new Set(['length', 'options', 'min', 'max', 'decimals'])
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, settings.has(name) && value === null ? undefined : value]),
  )
}

function conversionStatements(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
  { pairs, read }: Conversion,
): Statement[] {
  const log = { at: ctx.now(), actor: ctx.actor, requestId: ctx.requestId }
  const converted: Statement[] = []
  for (let at = 0; at < pairs.length; at += 10_000)
    converted.push(...values.convertStatements(after, pairs.slice(at, at + 10_000), log))
  const others = without(snapshot, before)
  return [
    values.guardValues(before, read),
    ...converted,
    ...(pairs.length > 0 || rulesOf(before).searchable !== rulesOf(after).searchable
      ? values.reindexStatements(
          after,
          searchableMembers({ ...others, fields: [...others.fields, after] }),
        )
      : []),
  ]
}

function reindex(field: Field, snapshot: FieldSnapshot): Statement[] {
  return rulesOf(field).searchable
    ? values.reindexStatements(field, searchableMembers(snapshot))
    : []
}

/** An index serves one expression; another type may compare by another one. */
function indexStatements(before: Field, after: Field): Statement[] {
  const [old, now] = [fieldIndexStatement(before)?.sql, fieldIndexStatement(after)]
  if (old === now?.sql) return []
  return [...(old ? [dropFieldIndexStatement(before)] : []), ...(now ? [now] : [])]
}

function inTheWay(property: EditableProperty, { fails, samples }: Conversion): ProblemError {
  const contacts = fails === 1 ? '1 contact has a value' : `${fails} contacts have values`
  return new ProblemError('in_use', {
    detail: `${contacts} that would be lost, counting those in the trash. For example “${samples[0]?.value}” ${samples[0]?.reason}.`,
    errors: { [property]: samples.map(({ value, reason }) => `“${value}” ${reason}`) },
  })
}

function refuseTakenName(name: string, { fields }: FieldSnapshot): void {
  const other = fields.find((field) => field.name.toLowerCase() === name.toLowerCase())
  if (other)
    throw new ProblemError('already_exists', {
      detail: `There is a field named “${other.name}” already.`,
      errors: { name: ['is the name of another field'] },
    })
}

function refuseStale(field: Field, expected: number | null): void {
  if (expected !== null && expected !== field.version)
    throw new ProblemError('stale', {
      detail: `This field is at version ${field.version} now.`,
      current: field,
    })
}

function fieldOf({ fields }: FieldSnapshot, id: number): Field {
  const field = fields.find((candidate) => candidate.id === id)
  if (!field) throw notFound('field')
  return field
}

function endOf({ fields }: FieldSnapshot): number {
  return Math.max(0, ...fields.map(({ position }) => position)) + 1
}

function without(snapshot: FieldSnapshot, field: Field): FieldSnapshot {
  return { ...snapshot, fields: snapshot.fields.filter(({ id }) => id !== field.id) }
}

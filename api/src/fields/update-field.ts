import {
  type EditableProperty,
  editableProperties,
  type Field,
  type FieldPatch,
  rulesOf,
  foldText,
  detail,
  reason,
  named,
} from '@cardfile/openapi'
import { searchableMembers } from '../contacts/search/text.ts'
import type { Context } from '../installation/context.ts'
import type { Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Job } from '../jobs/job.ts'
import { changed, isSame } from './changed-field.ts'
import { type Conversion, narrowedProperty, type Trial, tryConversion } from './conversion.ts'
import {
  refuseBreakingConditions,
  refuseUnseenConditions,
  withJudgedConditions,
} from './conditions.ts'
import { beginConversion, conversionUnderWay } from './convert-in-steps.ts'
import {
  fieldOf,
  refuseMasked,
  refuseStale,
  refuseTakenName,
  refuseUnknownSection,
  without,
} from './definition-rules.ts'
import { requirePermission } from '../installation/authorization.ts'
import { type FieldSnapshot, ValuesChanged } from '../installation/definitions.ts'
import { auditField, changedSettings } from './field-audit.ts'
import { dropFieldIndexStatements, fieldIndexStatements } from './index-sql.ts'
import { mostAtOnce } from './limits.ts'
import { renewOtherIndexes } from './renew-field-indexes.ts'
import { refuseGivingEdits, refuseRights } from './rights.ts'
import { isShared } from './unique-sql.ts'
import { refuseUnclearUnique, uniqueChange } from './unique-values.ts'
import * as store from '../installation/definition-rows.ts'
import * as values from './values-sql.ts'

/**
 * Changes a definition. One trip, unless a second index is made, or stored values may be in the way: then they
 * are read first, and where there are many contacts it is done in steps, behind the answer.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `in_use` with the count of contacts whose values would be lost
 */
export function updateField(
  ctx: Context,
  id: number,
  expected: number | null,
  patch: FieldPatch,
): Promise<Changed> {
  return repeatedOnWrites(() =>
    ctx.definitions.use(ctx.db, async (snapshot): Promise<Changed> => {
      const before = fieldOf(snapshot, id)
      refuseStale(before, expected)
      refuseMasked(before)
      if (snapshot.converting.has(id)) return { job: await conversionUnderWay(ctx, before, patch) }
      refuseUnseenConditions(before, patch)
      const after = withJudgedConditions(changed(before, patch), snapshot)
      if (editableProperties.every((property) => isSame(before, after, property)))
        return { field: before }
      if (foldText(after.name) !== foldText(before.name)) refuseTakenName(after.name, snapshot)
      refuseUnknownSection(after, snapshot)
      refuseBreakingConditions(after, snapshot)
      refuseGivingEdits(before, after)
      if (rights.some((right) => patch[right] !== undefined)) refuseRights(ctx, snapshot, after)
      const narrowed = narrowedProperty(before, after)
      refuseUnclearUnique(before, after, narrowed)
      const conversion = narrowed
        ? await tryAsCaller(ctx, snapshot, before, after, { mostContacts: mostAtOnce })
        : null
      if (conversion && conversion.lastContact > mostAtOnce) {
        requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
        const { lastContact } = conversion
        return { job: await beginConversion(ctx, snapshot, before, patch, lastContact) }
      }
      if (narrowed && conversion && conversion.fails > 0)
        throw inTheWay(narrowed, conversion.fails, conversion.samples)
      const { statements: claims, job } = await uniqueChange(ctx, snapshot, before, after)
      await indexBeside(ctx, before, after, snapshot)
      const written = await ctx.definitions.write(ctx.db, snapshot, [
        ...(conversion ? conversionStatements(ctx, snapshot, before, after, conversion) : []),
        store.updateFieldStatement(after, snapshot.everyField),
        auditField(ctx, 'field.changed', after, changedSettings(before, after)),
        ...indexStatements(before, after, snapshot.everyField),
        ...claims,
      ])
      return job ? { job } : { field: fieldOf(written, id) }
    }),
  )
}

const rights = ['viewRoles', 'maskRoles', 'editRoles'] as const

/** The changed field, or the job that changes it. */
type Changed = { field: Field } | { job: Job }

/** Milliseconds, and trips, after which the rest of a preview is another request's. */
const longestPreview = 300
const mostPreviewTrips = 30

/**
 * What a change would do to the stored values, without doing it: to all of them, or to as many as one
 * request may look at.
 *
 * @param cursor where the part before this one ended
 */
export function previewConversion(
  ctx: Context,
  id: number,
  patch: FieldPatch,
  cursor: number | undefined,
) {
  const begun = performance.now()
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = fieldOf(snapshot, id)
    refuseMasked(before)
    const after = changed(before, patch)
    const tried = await tryAsCaller(ctx, snapshot, before, after, {
      from: cursor ?? 0,
      isEnough: () =>
        performance.now() - begun > longestPreview || ctx.db.meter.trips >= mostPreviewTrips,
    })
    const { converts, fails, samples, note, next } = tried
    return {
      converts,
      fails,
      samples: samples.map(({ told: { text, ...told }, ...sample }) => ({
        ...sample,
        reason: text,
        ...told,
      })),
      ...(note === undefined ? {} : { note }),
      nextCursor: next === null ? null : String(next),
    }
  })
}

/** Contacts written while their values were tried make the trial void; it is done again. */
async function repeatedOnWrites<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ValuesChanged || isShared(error))) throw error
      if (attempt === 5)
        throw new ProblemError('busy', {
          detail: detail('contacts_being_written'),
        })
    }
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
          searchableMembers({ everyField: [...others.everyField, after] }),
        )
      : []),
  ]
}

/**
 * Makes those indexes of other fields anew that hold this field's values beside theirs, and all indexes of the
 * field but the last, which comes with the definition, each in a transaction of its own: one goes through all
 * contacts, who else writes waits for it, and a libSQL server rolls back what takes longer than five seconds
 * meanwhile. One that is there already, since the definition was refused, serves the next try.
 */
async function indexBeside(
  ctx: Context,
  before: Field,
  after: Field,
  { everyField }: FieldSnapshot,
): Promise<void> {
  const fields = everyField.map((field) => (field.id === after.id ? after : field))
  await renewOtherIndexes(ctx.db, after, everyField, fields)
  if (fieldIndexStatements(before, everyField).length > 0) return
  for (const statement of fieldIndexStatements(after, everyField).slice(0, -1))
    await ctx.db.batch([statement], 'write')
}

/** An index serves one expression; another type may compare by another one. */
function indexStatements(before: Field, after: Field, fields: readonly Field[]): Statement[] {
  const [old, now] = [before, after].map((field) => fieldIndexStatements(field, fields))
  if (textsOf(old) === textsOf(now)) return []
  return [...(old?.length ? dropFieldIndexStatements(before) : []), ...(now ?? [])]
}

function textsOf(statements: readonly Statement[] = []): string {
  return statements.map(({ sql }) => sql).join()
}

/**
 * Tries stored values for whoever sees them: by what fits and what does not, asked often enough, others
 * would learn them too.
 *
 * @throws ProblemError `forbidden` where there are values and the caller may not view contacts
 */
async function tryAsCaller(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
  trial?: Trial,
): Promise<Conversion> {
  const tried = await tryConversion(ctx, snapshot, before, after, trial)
  if (tried.read.n > 0) requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
  return tried
}

function inTheWay(
  property: EditableProperty,
  fails: number,
  samples: Conversion['samples'],
): ProblemError {
  const [first] = samples
  const like = first && {
    contacts: fails,
    value: first.value,
    why: first.told.text,
    rule: first.told.code,
  }
  return new ProblemError('in_use', {
    detail: like
      ? detail('values_in_the_way_like', like)
      : detail('values_in_the_way', { contacts: fails }),
    errors: {
      [property]: first
        ? samples.map(({ value, told }) => named(value, told))
        : [reason('would_lose_values')],
    },
  })
}

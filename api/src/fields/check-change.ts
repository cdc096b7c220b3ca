import {
  type Field,
  type FieldCreate,
  type FieldPatch,
  judgeStored,
  nameKey,
  type Reason,
} from '@cardfile/openapi'
import { unpackValues } from '../contacts/contact.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { yieldToEventLoop } from '../concurrency/yield-to-event-loop.ts'
import { changed } from './changed-field.ts'
import { refuseUnseenConditions, withJudgedConditions } from './conditions.ts'
import { newDefinition } from './create-field.ts'
import { fieldOf, refuseMasked } from './definition-rules.ts'
import { someRows } from './some-rows.ts'
import { pageOfContacts } from './values-sql.ts'

/** Milliseconds, and trips, after which the rest is another request's. */
const longestCheck = 300
const mostTrips = 30
const mostSamples = 20

interface FailingContact {
  contact: { id: string; name: string }
  reasons: (Reason & { field: string })[]
}

/** What a part of the contacts would be told. */
export interface ChangeCheck {
  passes: number
  fails: number
  samples: FailingContact[]
  /** Null once all contacts were looked at. */
  nextCursor: string | null
}

/**
 * How many live contacts would not pass with a changed definition, and pass now: what it would require of
 * them, or not offer any more. They would stay as they are. Of very many contacts a part.
 *
 * @param cursor where the part before this one ended
 * @throws ProblemError `forbidden` for who may not view contacts, `invalid` as the change itself
 */
export function checkFieldChange(
  ctx: Context,
  id: number,
  patch: FieldPatch,
  cursor: number | undefined,
): Promise<ChangeCheck> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
    const before = fieldOf(snapshot, id)
    refuseMasked(before)
    refuseUnseenConditions(before, patch)
    const after = withJudgedConditions(changed(before, patch), snapshot)
    const every = snapshot.everyField.map((field) => (field.id === id ? after : field))
    return checkContacts(ctx, snapshot, every, cursor)
  })
}

/**
 * How many live contacts would not pass with a field that is not made yet: none has a value in it.
 *
 * @param cursor where the part before this one ended
 * @throws ProblemError `forbidden` for who may not view contacts, else as making it
 */
export function checkNewField(
  ctx: Context,
  input: FieldCreate,
  cursor: number | undefined,
): Promise<ChangeCheck> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
    const every = [...snapshot.everyField, newDefinition(input, snapshot)]
    return checkContacts(ctx, snapshot, every, cursor)
  })
}

/** @param every all definitions as they would stand */
async function checkContacts(
  ctx: Context,
  snapshot: FieldSnapshot,
  every: readonly Field[],
  cursor = 0,
): Promise<ChangeCheck> {
  const begun = performance.now()
  const now = asAnybody(snapshot.everyField)
  const then = asAnybody(every)
  const check: ChangeCheck = { passes: 0, fails: 0, samples: [], nextCursor: null }
  for (let at = cursor; ;) {
    const { rows, isWhole } = await someRows(ctx.db, (limit) => pageOfContacts(at, limit))
    for (const row of rows) {
      const values = unpackValues(String(row.data), then)
      const told = judgeStored(then, values, () => judgeStored(now, values))
      if (told.length === 0) check.passes++
      else {
        check.fails++
        const name = String(values[nameKey] ?? '')
        if (check.samples.length < mostSamples)
          check.samples.push({
            contact: { id: String(row.id), name },
            reasons: seenOf(told, snapshot),
          })
      }
    }
    if (isWhole) return check
    at = Number(rows.at(-1)?.seq)
    const isEnough = performance.now() - begun > longestCheck || ctx.db.meter.trips >= mostTrips
    if (isEnough) return { ...check, nextCursor: String(at) }
    await yieldToEventLoop()
  }
}

/** Judged is what contacts have, whoever asks. */
function asAnybody(fields: readonly Field[]): Field[] {
  return fields.map((field) => ({ ...field, unseen: false, unread: false, editable: true }))
}

function seenOf(
  told: readonly (Reason & { field: string })[],
  { everyField, fields }: FieldSnapshot,
): (Reason & { field: string })[] {
  // Why a value would not pass may tell what it is.
  const hidden = new Set(
    everyField
      .filter(({ key }) => !fields.some((one) => one.key === key && !one.masked))
      .map(({ key }) => key),
  )
  return told.filter(({ field }) => !hidden.has(field))
}

import { conditionalFields, type Field, isComputed, isRequired } from '@cardfile/openapi'
import { yieldToEventLoop } from '../../concurrency/yield-to-event-loop.ts'
import { firstRow } from '../../db/database.ts'
import type { Result, Row } from '../../db/result.ts'
import type { Statement } from '../../db/statement.ts'
import { memberOf } from '../../installation/columns.ts'
import type { Context } from '../../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { holderFrom } from '../identity-keys.ts'
import { readUndoPage } from './page.ts'
import { type OutsideHolder, planUndo } from './plan.ts'
import { stepWrites } from './step-writes.ts'
import type { UndoSql } from './undo-sql.ts'

/** What is undone, and what is answered of it. */
export interface Undo<Answer> {
  sql: UndoSql
  id: string
  /** Its row, in which `schema_version` is the definitions' version; asked before and after. */
  select: Statement
  /**
   * What is answered where there is nothing left to undo, else null.
   *
   * @throws ProblemError where it cannot be undone
   */
  settled(row: Row): Answer | null
  /** What is written beside a step, behind it. @param step names the step, of this attempt alone */
  beside(step: string): Statement[]
  answer(row: Row): Answer
}

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10

/**
 * Undoes one step, up to 1,000 contacts, in two trips (more where an identity has been taken meanwhile):
 * contacts that were created or restored go to the trash, those that were changed or deleted get back the very
 * values of before. Whatever others changed since is left alone. A step whose reply was lost is not done twice.
 *
 * @returns null where another writer got in between; nothing was written then
 */
export async function undoStep<Answer>(
  ctx: Context,
  snapshot: FieldSnapshot,
  { sql, id, select, settled, beside, answer }: Undo<Answer>,
): Promise<Answer | null> {
  const [found, contacts, claims] = await ctx.db.batch(
    [
      select,
      sql.selectContacts({ id, ...boundMembers(snapshot), whole: isWholeNeeded(snapshot) }),
      sql.selectClaims({ id }),
    ],
    // What is to go back may be long: nobody else shall wait for it to be read.
    'scan',
  )
  const row = firstRow(found)
  const known = settled(row)
  if (known) return known
  assertCurrent(snapshot, row.schema_version)
  const page = await readUndoPage(contacts, claims, snapshot.everyField)
  const stamp = {
    id,
    step: crypto.randomUUID(),
    at: ctx.now(),
    actor: ctx.actor,
    requestId: ctx.requestId,
    schemaVersion: snapshot.version,
    pass: Number(row.undo_pass),
    from: Number(row.undo_at),
  }
  const keyOf = new Map(snapshot.everyField.map((field) => [field.id, field.key]))
  const seqs = JSON.stringify(page.versions.map(([seq]) => seq))
  const pairs = JSON.stringify(page.candidates.flatMap(({ wanted }) => wanted))
  // That nobody else has a wanted key is tried first: it is so unless people have been at work since.
  let holders: OutsideHolder[] = []
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    await yieldToEventLoop()
    const plan = planUndo(page.candidates, [...page.holders, ...holders], page.names)
    await yieldToEventLoop()
    const results = await ctx.db.batch(
      [
        sql.selectHolders({ id, pairs, page: seqs }),
        ...stepWrites(sql, page, plan, stamp, keyOf),
        ...beside(stamp.step),
        select,
      ],
      'write',
    )
    if (results[1]?.rowsAffected === 1) return answer(firstRow(results.at(-1)))
    const tried = new Set(holders.map(({ claim }) => String(claim)))
    holders = holdersFrom(results[0])
    if (holders.every(({ claim }) => tried.has(String(claim)))) return null
  }
  return null
}

/** Conditions are judged by all that a contact has. */
function isWholeNeeded({ everyField }: FieldSnapshot): 0 | 1 {
  return conditionalFields(everyField) === null ? 0 : 1
}

/** Of fields by whose rules a contact may not be able to go back, as JSON lists. */
function boundMembers({ everyField }: FieldSnapshot) {
  const membersOf = (wanted: (field: Field) => boolean) =>
    JSON.stringify(everyField.filter((field) => !isComputed(field) && wanted(field)).map(memberOf))
  return {
    lockedMembers: membersOf(({ editable }) => editable === false),
    readOnlyMembers: membersOf(({ readOnly }) => readOnly),
    requiredMembers: membersOf((field) => isRequired({ ...field, editable: true })),
  }
}

function holdersFrom(results: Result | undefined): OutsideHolder[] {
  return (results?.rows ?? []).map((row) => ({
    ...holderFrom(row),
    pending: Number(row.pending) === 1,
  }))
}

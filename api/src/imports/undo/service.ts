import { type Field, isComputed, isRequired, detail } from '@cardfile/openapi'
import type { Result } from '../../db/result.ts'
import type { Context } from '../../installation/context.ts'
import { searchableMembers } from '../../contacts/search/text.ts'
import { firstRow } from '../../db/database.ts'
import { memberOf } from '../../installation/columns.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { notFound, ProblemError } from '../../errors/problem-error.ts'
import { auditImport } from '../import/audit.ts'
import { type Import, importFromRow } from '../import/import.ts'
import { readerOf, shownImport } from '../import/reader.ts'
import { readUndoPage } from './page.ts'
import { type Holder, planUndo } from './plan.ts'
import { stepWrites } from './step-writes.ts'
import * as sql from './undo-sql.ts'

/** How far undoing has come; the counts are of all steps so far. */
interface UndoAnswer {
  import: Import
  undone: number
  kept: number
  done: boolean
}

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10

/**
 * Undoes one step of an import, up to 1,000 contacts, in two trips (more where an identity has been
 * taken meanwhile): contacts it created go to the trash, those it changed get back the very values of
 * before. Whatever others changed since is left alone. To be repeated until it is done; a step whose
 * reply was lost is not done twice.
 *
 * @throws ProblemError `not_found`; `wrong_state` for an import that is running; `busy`
 */
export async function undoImport(ctx: Context, importId: string): Promise<UndoAnswer> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const answer = await ctx.definitions.use(ctx.db, (snapshot) => tryStep(ctx, snapshot, importId))
    if (answer) return answer
  }
  throw new ProblemError('busy', {
    detail: detail('import_being_changed'),
  })
}

/** @returns null where another writer got in between; nothing was written then */
async function tryStep(
  ctx: Context,
  snapshot: FieldSnapshot,
  importId: string,
): Promise<UndoAnswer | null> {
  const [found, contacts, claims] = await ctx.db.batch(
    [
      sql.selectImport({ importId }),
      sql.selectContacts({ importId, ...boundMembers(snapshot) }),
      sql.selectClaims({ importId }),
    ],
    'read',
  )
  const row = firstRow(found)
  if (row.id === null) throw notFound('import')
  const before = importFromRow(row)
  const reader = readerOf(ctx, snapshot)
  if (before.state === 'undone') return answerFrom(shownImport(before, reader))
  if (before.dryRun)
    throw new ProblemError('wrong_state', { detail: detail('dry_run_changed_nothing') })
  if (before.state === 'running')
    throw new ProblemError('wrong_state', {
      detail: detail('import_running'),
    })
  assertCurrent(snapshot, row.schema_version)
  const page = readUndoPage(contacts, claims, snapshot.everyField)
  const step = {
    importId,
    step: crypto.randomUUID(),
    at: ctx.now(),
    actor: ctx.actor,
    requestId: ctx.requestId,
    schemaVersion: snapshot.version,
    searchable: searchableMembers(snapshot),
    pass: Number(row.undo_pass),
    from: Number(row.undo_at),
  }
  const keyOf = new Map(snapshot.everyField.map(({ id, key }) => [id, key]))
  const seqs = JSON.stringify(page.versions.map(([seq]) => seq))
  const pairs = JSON.stringify(page.candidates.flatMap(({ wanted }) => wanted))
  // That nobody else has a wanted key is tried first: it is so unless people have been at work since.
  let holders: Holder[] = []
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const plan = planUndo(page.candidates, [...page.holders, ...holders], page.names)
    const results = await ctx.db.batch(
      [
        sql.selectHolders({ importId, pairs, page: seqs }),
        ...stepWrites(page, plan, step, keyOf),
        auditImport(ctx, 'import.undone', importId, sql.concludedBy(step.step)),
        sql.selectImport({ importId }),
      ],
      'write',
    )
    if (results[1]?.rowsAffected === 1)
      return answerFrom(shownImport(importFromRow(firstRow(results.at(-1))), reader))
    const known = new Set(holders.map(({ claim }) => String(claim)))
    holders = holdersFrom(results[0])
    if (holders.every(({ claim }) => known.has(String(claim)))) return null
  }
  return null
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

function holdersFrom(results: Result | undefined): Holder[] {
  return (results?.rows ?? []).map(({ field_id, key, name, pending }) => ({
    claim: [Number(field_id), String(key)],
    name: String(name),
    pending: Number(pending) === 1,
  }))
}

function answerFrom(imported: Import): UndoAnswer {
  const { undone, kept } = imported.undo ?? { undone: 0, kept: 0 }
  return { import: imported, undone, kept, done: imported.state === 'undone' }
}

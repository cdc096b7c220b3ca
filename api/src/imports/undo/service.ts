import { detail } from '@cardfile/openapi'
import { undoSql, concludedBy } from '../../contacts/undo/undo-sql.ts'
import { ofImports } from '../../contacts/undo/source.ts'
import { type Undo, undoStep } from '../../contacts/undo/undo-step.ts'
import type { Row } from '../../db/result.ts'
import { notFound, ProblemError } from '../../errors/problem-error.ts'
import type { Context } from '../../installation/context.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { auditImport } from '../import/audit.ts'
import { type Import, importFromRow } from '../import/import.ts'
import { readerOf, shownImport } from '../import/reader.ts'
import { selectUndone } from './sql.ts'

/** How far undoing has come; the counts are of all steps so far. */
interface UndoAnswer {
  import: Import
  undone: number
  kept: number
  done: boolean
}

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10

const sql = undoSql(ofImports)

/**
 * Undoes one step of an import. To be repeated until it is done.
 *
 * @throws ProblemError `not_found`; `wrong_state` for an import that is running; `busy`
 */
export async function undoImport(ctx: Context, id: string): Promise<UndoAnswer> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const answer = await ctx.definitions.use(ctx.db, (snapshot) =>
      undoStep(ctx, snapshot, undoOf(ctx, snapshot, id)),
    )
    if (answer) return answer
  }
  throw new ProblemError('busy', {
    detail: detail('import_being_changed'),
  })
}

function undoOf(ctx: Context, snapshot: FieldSnapshot, id: string): Undo<UndoAnswer> {
  const reader = readerOf(ctx, snapshot)
  const answer = (row: Row) => answerFrom(shownImport(importFromRow(row), reader))
  return {
    sql,
    id,
    select: selectUndone({ id }),
    settled(row) {
      if (row.id === null) throw notFound('import')
      const { state, dryRun } = importFromRow(row)
      if (state === 'undone') return answer(row)
      if (dryRun)
        throw new ProblemError('wrong_state', { detail: detail('dry_run_changed_nothing') })
      if (state === 'running')
        throw new ProblemError('wrong_state', {
          detail: detail('import_running'),
        })
      return null
    },
    beside: (step) => [auditImport(ctx, 'import.undone', id, concludedBy(step))],
    answer,
  }
}

function answerFrom(imported: Import): UndoAnswer {
  const { undone, kept } = imported.undo ?? { undone: 0, kept: 0 }
  return { import: imported, undone, kept, done: imported.state === 'undone' }
}

import { type SQL, sql } from 'drizzle-orm/sql'

/**
 * What changed many contacts and can be taken back as a whole. It is a row that keeps how far undoing has come,
 * in `undone`, `kept`, `undo_pass`, `undo_at` and `undo_step`.
 */
export interface UndoSource {
  table: SQL
  /** The column by which the log names it. */
  column: SQL
  /** The column by which `kept` names it. */
  keptColumn: SQL
  /** The table of contacts that undoing left alone, or has to look at once more. */
  kept: SQL
  /** How the log says that it was undone. */
  via: string
  /** Whether it can be undone, or is being undone; of its row. */
  isUndoable: SQL
  /** What its row is set to while it is being undone. */
  undoing: SQL
  /** What its row is set to in the end. */
  undone: SQL
}

const raw = (text: string) => sql.raw(text)

export const ofImports: UndoSource = {
  table: raw('imports'),
  column: raw('import_id'),
  keptColumn: raw('import_id'),
  kept: raw('import_kept'),
  via: 'import',
  isUndoable: raw(`state IN ('finished', 'cancelled', 'undoing')`),
  undoing: raw(`state = 'undoing'`),
  undone: raw(`state = 'undone'`),
}

export const ofJobs: UndoSource = {
  table: raw('jobs'),
  column: raw('job_id'),
  keptColumn: raw('job_id'),
  kept: raw('job_results'),
  via: 'bulk',
  isUndoable: raw(
    `(state IN ('done', 'cancelled', 'failed') OR (state = 'running' AND phase = 'undo'))`,
  ),
  undoing: raw(`state = 'running', phase = 'undo', step = step + 1`),
  undone: raw(`state = 'undone', finished_at = updated_at`),
}

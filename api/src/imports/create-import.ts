import { type Cell, reason } from '@cardfile/openapi'
import { choiceFaults, type ColumnChoice, matchColumns } from '@cardfile/openapi/spreadsheet'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { requirePermission } from '../installation/authorization.ts'
import { assertCurrent } from '../installation/definitions.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { invalid } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { constantFaults } from './import/constants.ts'
import { discardSome } from './dry-run/discard.ts'
import type { Constant } from './fold/row.ts'
import type { ImportMode } from './fold/import-mode.ts'
import { type Import, importFromRow } from './import/import.ts'
import { auditImport } from './import/audit.ts'
import { chunkRowsOf } from './import/limits.ts'
import * as sql from './import/sql.ts'
import { rememberPlan } from './chunk/plans.ts'
import { readerOf, shownImport } from './import/reader.ts'
import { getImport } from './get-import.ts'

export interface ImportInput {
  fileName: string
  mode: ImportMode
  /** The cells of the heading row, in order. */
  headings: readonly Cell[]
  totalRows?: number | undefined
  /** Columns somebody decided on; the others are matched by their headings. */
  columns?: readonly ColumnChoice[] | undefined
  constants?: readonly Constant[] | undefined
  /** Only says what would become of the rows; contacts stay as they are. */
  dryRun?: boolean | undefined
}

/**
 * Begins an import, in one trip. Its columns are matched now, once for all its chunks.
 *
 * @throws ProblemError `forbidden` for who sees no identities, or may not manage fields where options are
 *   to be added; `invalid` where no column goes to a field, or a choice or constant has none
 */
export function createImport(
  ctx: Context,
  {
    fileName,
    mode,
    headings,
    totalRows,
    columns: choices = [],
    constants = [],
    dryRun = false,
  }: ImportInput,
  idempotency: Idempotency | null = null,
): Promise<Import> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { fields } = snapshot
    // Rows are told apart by identities; without one that they see, each would fail.
    requirePermission(ctx.definitions.authorization(snapshot), 'view_identities')
    const faults = {
      ...choiceFaults(choices, headings.length, fields),
      ...constantFaults(constants, fields),
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    if (choices.some(({ options }) => options?.badCells === 'add'))
      requirePermission(ctx.definitions.authorization(snapshot), 'manage_fields')
    const columns = matchColumns(headings, fields, choices)
    if (columns.every(({ field }) => field === null))
      throw invalid({
        headings: [reason('headings_name_no_field')],
      })
    const at = ctx.now()
    const id = uuidv7(at)
    const idempotencyKey = idempotency?.key ?? null
    const [known, inserted, created] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey }),
        sql.insertImport({
          id,
          fileName,
          mode,
          columns: JSON.stringify(columns),
          constants: JSON.stringify(constants),
          dryRun: dryRun ? 1 : 0,
          totalRows: totalRows ?? null,
          chunkRows: chunkRowsOf(ctx.db),
          at,
          actor: ctx.actor,
          schemaVersion: snapshot.version,
          idempotencyKey,
        }),
        sql.selectImportById({ id }),
        ...(idempotency ? [insertIdempotent(idempotency, { id }, at, sql.importExists(id))] : []),
        auditImport(ctx, 'import.started', id, sql.isRunning),
        ...(dryRun ? discardSome(at) : []),
      ],
      'write',
    )
    const before = firstRow(known)
    const answered = answeredBefore<{ id: string }>(before, idempotency)
    if (answered) return getImport(ctx, answered.id)
    assertCurrent(snapshot, before.schema_version)
    if (inserted?.rowsAffected !== 1) throw new Error('an import was not inserted')
    const begun = importFromRow(firstRow(created))
    rememberPlan(ctx, id, begun)
    return shownImport(begun, readerOf(ctx, snapshot))
  })
}

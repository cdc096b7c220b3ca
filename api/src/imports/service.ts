import { type Cell } from '@cardfile/openapi'
import { choiceFaults, type ColumnChoice, matchColumns } from '@cardfile/openapi/spreadsheet'
import type { ResultSet, Row } from '@libsql/client/web'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import { keptFor } from '../installation/retention.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { tryChunk } from './chunk/try-chunk.ts'
import type { Plan } from './chunk/chunk-context.ts'
import { constantFaults } from './import/constants.ts'
import { discardRest, discardSome } from './dry-run/discard.ts'
import type { Constant, FileRow } from './fold/row-reader.ts'
import type { ImportMode } from './fold/fold.ts'
import { type ChunkAnswer, type Import, importFromRow } from './import/import.ts'
import { auditImport } from './import/audit.ts'
import * as sql from './import/sql.ts'
import { planOf, rememberPlan } from './chunk/plans.ts'
import { readerOf, shownImport } from './import/reader.ts'
import { takeTurn } from './chunk/pipeline.ts'

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
 * @throws ProblemError `invalid` where no column goes to a field, or a choice or constant has none
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
    const faults = {
      ...choiceFaults(choices, headings.length, fields),
      ...constantFaults(constants, fields),
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const columns = matchColumns(headings, fields, choices)
    if (columns.every(({ field }) => field === null))
      throw invalid({
        headings: ['name no field: use the labels or keys that the sample file has'],
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
    rememberPlan(ctx, id, { mode, columns, constants: [...constants], dryRun })
    return importFor(ctx, snapshot, firstRow(created))
  })
}

/**
 * An import as far as its reader sees it, in one trip.
 *
 * @throws ProblemError `not_found`
 */
export function getImport(ctx: Context, id: string): Promise<Import> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch(
      [selectSchemaVersion, sql.selectImportById({ id })],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    return importFor(ctx, snapshot, existing(found))
  })
}

function importFor(ctx: Context, snapshot: FieldSnapshot, row: Row): Import {
  return shownImport(importFromRow(row), readerOf(ctx, snapshot))
}

function existing(found: ResultSet | undefined): Row {
  const [row] = found?.rows ?? []
  if (!row) throw notFound('import')
  return row
}

/** What is done with its rows, whoever asks. */
async function readPlan(ctx: Context, id: string): Promise<Plan> {
  const [found] = await ctx.db.batch([sql.selectImportById({ id })], 'read')
  return importFromRow(existing(found))
}

export interface ImportList {
  data: Import[]
  total: number
  nextCursor: string | null
}

/** Sorts behind every UUID. */
const beyondIds = 'z'

/** Imports of the last 90 days, newest first. A cursor is the id of the last one seen. */
export function listImports(
  ctx: Context,
  {
    cursor = beyondIds,
    pageSize = 20,
  }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<ImportList> {
  const since = ctx.now() - keptFor
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found, counted] = await ctx.db.batch(
      [
        selectSchemaVersion,
        sql.selectImports({ before: cursor, since, limit: pageSize + 1 }),
        sql.countImports({ since }),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const rows = found?.rows ?? []
    const data = rows.slice(0, pageSize).map((row) => importFor(ctx, snapshot, row))
    return {
      data,
      total: Number(firstRow(counted).n),
      nextCursor: rows.length > pageSize ? (data.at(-1)?.id ?? null) : null,
    }
  })
}

/** Writers that get in between are met a few times; more than that is a storm, and worth waiting out. */
const mostAttempts = 10

export interface ChunkOptions {
  /** What a repeated delivery is known by: JSON of the rows, or of an object with them, as they were sent. */
  sent?: Uint8Array<ArrayBuffer>
  /** Called when all that is left to do is to write it. */
  prepared?: (() => void) | undefined
}

/**
 * Applies a chunk exactly once, in two trips: a repeated delivery gets the stored answer. In turn with
 * other writers it is done again from its beginning.
 *
 * @param rows taken over: the list is emptied as soon as they are judged, wherever else it is held
 * @throws ProblemError as `tryChunk`, and `busy`
 */
export async function applyChunk(
  ctx: Context,
  importId: string,
  number: number,
  rows: FileRow[],
  { sent = new TextEncoder().encode(JSON.stringify(rows)), prepared = () => {} }: ChunkOptions = {},
): Promise<ChunkAnswer> {
  const turn = takeTurn(ctx.definitions.shared, importId, number)
  try {
    const plan = await planOf(ctx, importId, () => readPlan(ctx, importId))
    const chunk = { importId, number, rows, fingerprint: await digest(sent), turn, prepared }
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const answer = await ctx.definitions.use(ctx.db, async (snapshot) => {
        if (rows.length === 0) rows.push(...rowsIn(sent))
        const given = await tryChunk(ctx, snapshot, plan, chunk)
        return given && { ...given, import: shownImport(given.import, readerOf(ctx, snapshot)) }
      })
      if (answer) return answer
    }
  } finally {
    turn.end()
  }
  throw new ProblemError('busy', {
    detail: 'The contacts of this chunk are being changed by others; send it again.',
  })
}

function rowsIn(sent: Uint8Array): FileRow[] {
  const read = JSON.parse(new TextDecoder().decode(sent)) as FileRow[] | { rows: FileRow[] }
  return Array.isArray(read) ? read : read.rows
}

async function digest(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Says that all chunks were sent, in one trip. Repeating it changes nothing. */
export function finishImport(ctx: Context, id: string): Promise<Import> {
  return endImport(ctx, id, 'finished')
}

/** Takes no more chunks, in one trip; what was applied stays. Repeating it changes nothing. */
export function cancelImport(ctx: Context, id: string): Promise<Import> {
  return endImport(ctx, id, 'cancelled')
}

function endImport(ctx: Context, id: string, state: 'finished' | 'cancelled'): Promise<Import> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [, , version, found, ...discarded] = await ctx.db.batch(
      [
        // Asked before it ends: repeating it ends nothing.
        auditImport(ctx, `import.${state}`, id, sql.isRunning),
        sql.endImport({ id, state, at: ctx.now() }),
        selectSchemaVersion,
        sql.selectImportById({ id }),
        ...discardSome(ctx.now()),
      ],
      'write',
    )
    discardRest(ctx, discarded)
    // It is ended either way, and ending it again changes nothing.
    assertCurrent(snapshot, firstRow(version).version)
    const ended = importFor(ctx, snapshot, existing(found))
    if (ended.state !== state)
      throw new ProblemError('wrong_state', { detail: `This import is ${ended.state} already.` })
    return ended
  })
}

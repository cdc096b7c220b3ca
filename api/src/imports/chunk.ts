import type { Field } from '@cardfile/openapi'
import type { Row } from '@libsql/client/web'
import type { Context } from '../context.ts'
import { unpackValues } from '../contacts/contact.ts'
import { firstRow } from '../db/database.ts'
import { memberOf } from '../fields/columns.ts'
import { assertCurrent, type FieldSnapshot } from '../fields/definitions.ts'
import { othersFirst } from '../others-first.ts'
import { notFound, ProblemError } from '../problem-error.ts'
import { uuidv7 } from '../uuid.ts'
import { type ChunkReads, chunkReads } from './chunk-reads.ts'
import * as sql from './chunk-sql.ts'
import { ownersSeen, pairsOf } from './chunk-claims.ts'
import { chunkWrites } from './chunk-writes.ts'
import { dryWrites } from './dry-writes.ts'
import { type FileRow, type ReadRow, RowReader } from './file-rows.ts'
import { fold } from './fold.ts'
import { afterChunk, type ChunkAnswer, type Import, importFromRow, withRows } from './import.ts'
import { outcomesJson } from './outcomes.ts'
import { readerOf, shownImport } from './reader.ts'
import type { Turn } from './turns.ts'
import type { Claim, Present } from './world.ts'

/** What of an import never changes once it has begun, so that it need not be read again. */
export type Plan = Pick<Import, 'mode' | 'columns' | 'constants' | 'dryRun'>

export interface Chunk {
  importId: string
  /** Chunks count from 0 and are applied in their order. */
  number: number
  rows: readonly FileRow[]
  /** A digest of the rows. */
  fingerprint: string
  turn: Turn
}

/**
 * Tries once to apply a chunk, in two trips: reads what its rows can meet, folds, and writes under the
 * condition that all of it is still so.
 *
 * @returns null where another writer got in between; nothing was written then
 * @throws ProblemError `not_found`; `already_exists` for other rows under a number that was applied;
 *   `wrong_state` out of turn or once the import has ended; DefinitionsChanged
 */
export async function tryChunk(
  ctx: Context,
  snapshot: FieldSnapshot,
  plan: Plan,
  { importId, number, rows, fingerprint, turn }: Chunk,
): Promise<ChunkAnswer | null> {
  // A row knows only what its sender sees; the contacts it meets stay whole.
  const fields = snapshot.everyField
  const reader = new RowReader(snapshot.fields, plan.columns, plan.constants)
  const read = await readInTurns(reader, rows)
  const pairs = pairsOf(read)
  const leavesAll = rows.every(({ mode = plan.mode }) => mode === 'skip')
  const reads = chunkReads({ importId, dryRun: plan.dryRun, leavesAll }, pairs)
  await turn.come()
  const [state, found] = await ctx.db.batch(
    [sql.selectImport({ importId, number }), reads()],
    'long read',
  )
  const stateRow = firstRow(state)
  if (stateRow.id === null) throw notFound('import')
  if (stateRow.fingerprint !== null) return storedAnswer(stateRow, fingerprint, number)
  assertCurrent(snapshot, stateRow.schema_version)
  const before = importFromRow(stateRow)
  refuseOutOfTurn(shownImport(before, readerOf(ctx, snapshot)), number)
  refuseRowsBefore(Number(stateRow.last_row), rows)

  const contacts = await allFound(ctx, found?.rows ?? [], reads)
  const { present, unseen } = readContacts(contacts, fields)
  await othersFirst()
  const at = ctx.now()
  const result = fold({
    fields,
    mode: plan.mode,
    reader,
    rows: read,
    present,
    newId: () => uuidv7(at),
  })
  await othersFirst()
  const answer: ChunkAnswer = {
    import: afterChunk(before, result.counts, at),
    chunk: { number, counts: withRows(result.counts) },
  }
  const stamp = {
    importId,
    number,
    delivery: crypto.randomUUID(),
    at,
    actor: ctx.actor,
    requestId: ctx.requestId,
  }
  const [marked] = await ctx.db.batch(
    [
      sql.insertMarker({
        ...stamp,
        fingerprint,
        answer: JSON.stringify(answer),
        schemaVersion: snapshot.version,
        lastRow: rows.at(-1)?.number ?? 0,
        outcomes: outcomesJson(result.rows),
        // A dry run leaves everybody's as it is, so it is not in anybody's way.
        ...(plan.dryRun ? { free: '{}', owners: '{}' } : ownersSeen(read, present)),
        // Values that nobody looked at may change.
        versions:
          leavesAll || plan.dryRun
            ? '{}'
            : JSON.stringify(Object.fromEntries(present.map(({ seq, version }) => [seq, version]))),
      }),
      ...(plan.dryRun ? dryWrites : chunkWrites)(result, fields, unseen, stamp),
    ],
    'write',
  )
  return marked?.rowsAffected === 1 ? answer : null
}

/** Rows judged at a stretch: some milliseconds of work. */
const rowsPerTurn = 200

async function readInTurns(reader: RowReader, rows: readonly FileRow[]): Promise<ReadRow[]> {
  const read: ReadRow[] = []
  for (const row of rows) {
    if (read.length % rowsPerTurn === rowsPerTurn - 1) await othersFirst()
    read.push(reader.read(row))
  }
  return read
}

function storedAnswer(row: Row, fingerprint: string, number: number): ChunkAnswer {
  if (row.fingerprint !== fingerprint)
    throw new ProblemError('already_exists', {
      detail: `Chunk ${number} was delivered before with other rows.`,
    })
  return JSON.parse(String(row.answer))
}

function refuseOutOfTurn(found: Import, number: number): void {
  if (found.state !== 'running')
    throw new ProblemError('wrong_state', { detail: `This import is ${found.state}.` })
  if (number !== found.nextChunk)
    throw new ProblemError('wrong_state', {
      detail: `The next chunk of this import is ${found.nextChunk}.`,
      current: found,
    })
}

function refuseRowsBefore(lastRow: number, [first]: readonly FileRow[]): void {
  if (first && first.number <= lastRow)
    throw new ProblemError('invalid', {
      errors: {
        rows: [
          `must follow row ${lastRow}, which was delivered before, but begin with ${first.number}`,
        ],
      },
    })
}

/** Contacts with very long values come in several replies. The gate sees whether they moved meanwhile. */
async function allFound(
  ctx: Context,
  first: readonly Row[],
  reads: ChunkReads,
): Promise<readonly Row[]> {
  const rows = [...first]
  let page = first
  while (Number(page[0]?.remaining) > page.length) {
    const [next] = await ctx.db.batch([reads(Number(page.at(-1)?.seq))], 'long read')
    page = next?.rows ?? []
    rows.push(...page)
  }
  return rows
}

function readContacts(rows: readonly Row[], fields: readonly Field[]) {
  const live = new Set(fields.map(memberOf))
  const unseen = new Map<string, Record<string, unknown>>()
  const present = rows.map((row): Present => {
    const [id, json] = [String(row.id), String(row.data)]
    const hidden = Object.entries(JSON.parse(json)).filter(([member]) => !live.has(member))
    if (hidden.length > 0) unseen.set(id, Object.fromEntries(hidden))
    return {
      seq: Number(row.seq),
      id,
      version: Number(row.version),
      values: unpackValues(json, fields),
      claims: JSON.parse(String(row.claims)) as Claim[],
    }
  })
  return { present, unseen }
}

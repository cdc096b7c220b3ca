import { type Field, detail, isUnique, reason } from '@cardfile/openapi'
import type { Row } from '../../db/result.ts'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { forEachYielding, yieldToEventLoop } from '../../concurrency/yield-to-event-loop.ts'
import { notFound, ProblemError } from '../../errors/problem-error.ts'
import { pairsOf } from '../storage/claims-json.ts'
import { foundOf, storedContacts, type Unseen } from '../storage/found-contacts.ts'
import {
  lackingOptions,
  OptionsMissing,
  type Supposed,
  supposedAfter,
  supposingOptions,
} from './missing-options.ts'
import { chunkReads } from './reads.ts'
import * as sql from '../storage/sql.ts'
import { RowReader } from '../fold/row-reader.ts'
import type { FileRow, ReadRow } from '../fold/row.ts'
import { type ChunkAnswer, type Import, importFromRow } from '../import/import.ts'
import { type ProjectedState, projectedStatesFrom, storedAfter } from './projected-state.ts'
import { readerOf, shownImport } from '../import/reader.ts'
import type { PipelineSlot } from './pipeline.ts'
import type { Present } from '../fold/fold-state.ts'

/** What of an import never changes once it has begun, so that it need not be read again. */
export type Plan = Pick<Import, 'mode' | 'columns' | 'constants' | 'dryRun' | 'actor' | 'chunkRows'>

export interface Chunk {
  importId: string
  /** Chunks count from 0 and are applied in their order. */
  number: number
  /** Emptied once they are judged. */
  rows: FileRow[]
  /** A digest of the rows. */
  fingerprint: string
  slot: PipelineSlot
  /** Called when all that is left to do is to write it. */
  prepared: () => void
}

/** All that a chunk's fold is built on. */
export interface ChunkContext {
  /** All of them: a row knows only what its sender sees, yet the contacts it meets stay whole. */
  fields: readonly Field[]
  reader: RowReader
  rows: readonly ReadRow[]
  /** Options that a dry run would have added by the end of the chunk; in an import they are there. */
  supposed: Supposed
  /** The import as it is before the chunk. */
  before: Import
  /** Every live contact that has an identity of any row. */
  present: readonly Present[]
  unseen: Unseen
  /** True where no row can change a contact. */
  leavesAll: boolean
  /** The chunks before it that were in hand, and what is expected of those that are not written yet. */
  ahead: readonly PipelineSlot[]
  expected: readonly ProjectedState[]
}

/**
 * Reads a chunk's rows, and in one trip what they can meet.
 *
 * @returns the answer that was given before, where the chunk was applied already
 * @throws as `tryChunk`; OptionsMissing where options are to be added first
 */
export async function loadChunkContext(
  ctx: Context,
  snapshot: FieldSnapshot,
  plan: Plan,
  { importId, number, rows: sent, fingerprint, slot }: Chunk,
): Promise<ChunkContext | { answered: ChunkAnswer }> {
  let read = await readRows(snapshot, plan, sent, {})
  const { lacking, rows } = read
  const leavesAll =
    sent.every(({ mode = plan.mode }) => mode === 'skip') &&
    // Who has a value that is to be unique is named, which takes their name.
    !snapshot.everyField.some(isUnique)
  const reads = chunkReads({ importId, dryRun: plan.dryRun, leavesAll }, pairsOf(rows))
  // A database in this process answers at once, and holds up everybody meanwhile.
  await yieldToEventLoop()
  // Those in hand now may be written before this read or after it; whoever is not was written before.
  const ahead = slot.ahead()
  const [state, found] = await ctx.db.batch(
    [sql.selectImport({ importId, number }), reads.whole],
    'read',
  )
  await yieldToEventLoop()
  const stateRow = firstRow(state)
  if (stateRow.id === null) throw notFound('import')
  if (stateRow.fingerprint !== null)
    return { answered: storedAnswer(stateRow, fingerprint, number) }
  assertCurrent(snapshot, stateRow.schema_version)
  const imported = importFromRow(stateRow)
  const expected = await projectedStatesFrom(imported.nextChunk, { number, ahead })
  const last = expected.at(-1)
  const before = last?.import ?? imported
  refuseOutOfTurn(shownImport(before, readerOf(ctx, snapshot)), number)
  refuseRowsBefore(last?.lastRow ?? Number(stateRow.last_row), sent)
  if (!plan.dryRun && lacking.length > 0) throw new OptionsMissing()
  const supposed = last?.supposed ?? JSON.parse(String(stateRow.supposed))
  // Identities have no options, so what was found of the contacts is as good for it.
  if (Object.keys(supposed).length > 0) read = await readRows(snapshot, plan, sent, supposed)
  const stored = await storedContacts(ctx, firstRow(found), reads)
  const { present, unseen } = await foundOf(storedAfter(expected, stored, rows), snapshot)
  return { ...read, before, present, unseen, leavesAll, ahead, expected }
}

/** @param before the options that chunks of a dry run before this one would have added */
async function readRows(
  snapshot: FieldSnapshot,
  { dryRun, columns, constants }: Plan,
  sent: readonly FileRow[],
  before: Supposed,
) {
  const lacking = lackingOptions(supposingOptions(snapshot, before).fields, columns, sent)
  const supposed = dryRun ? supposedAfter(before, lacking) : {}
  const { fields: seen, everyField: fields } = supposingOptions(snapshot, supposed)
  const reader = new RowReader(seen, columns, constants, fields)
  const rows: ReadRow[] = []
  await forEachYielding(sent, (row) => rows.push(reader.read(row)))
  return { fields, reader, rows, lacking, supposed }
}

function storedAnswer(row: Row, fingerprint: string, number: number): ChunkAnswer {
  if (row.fingerprint !== fingerprint)
    throw new ProblemError('already_exists', {
      detail: detail('chunk_delivered', { chunk: number }),
    })
  return JSON.parse(String(row.answer))
}

function refuseOutOfTurn(found: Import, number: number): void {
  if (found.state !== 'running')
    throw new ProblemError('wrong_state', {
      detail: detail('import_in_state', { state: found.state }),
    })
  if (number !== found.nextChunk)
    throw new ProblemError('wrong_state', {
      detail: detail('next_chunk', { chunk: found.nextChunk }),
      current: found,
    })
}

function refuseRowsBefore(lastRow: number, [first]: readonly FileRow[]): void {
  if (first && first.number <= lastRow)
    throw new ProblemError('invalid', {
      errors: {
        rows: [reason('rows_not_following', { last: lastRow, first: first.number })],
      },
    })
}

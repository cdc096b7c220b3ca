import { type Field, detail, isUnique, reason } from '@cardfile/openapi'
import type { Row } from '../../db/result.ts'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { forEachYielding, yieldToEventLoop } from '../../concurrency/yield-to-event-loop.ts'
import { notFound, ProblemError } from '../../errors/problem-error.ts'
import { pairsOf } from '../storage/claims-json.ts'
import { type ChunkReads, foundOf, storedContacts, type Unseen } from '../storage/found-contacts.ts'
import {
  lackingOptions,
  OptionsMissing,
  type Supposed,
  supposedAfter,
  supposingOptions,
} from './missing-options.ts'
import { type ChunkRows, eachRow } from './chunk-rows.ts'
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
  rows: ChunkRows
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
  /** How many rows it has. */
  count: number
  /** Its rows, once: some and then the others, so that few of them are in memory at once. */
  parts: AsyncIterable<ChunkPart>
  /** Options that a dry run would have added by the end of the chunk; in an import they are there. */
  supposed: Supposed
  /** The import as it is before the chunk. */
  before: Import
  /** True where no row can change a contact. */
  leavesAll: boolean
  /** The chunks before it that were in hand, and what is expected of those that are not written yet. */
  ahead: readonly PipelineSlot[]
  expected: readonly ProjectedState[]
}

/** Some of a chunk's rows. */
export interface ChunkPart {
  rows: readonly ReadRow[]
  /** Every live contact that has an identity of any of these rows. */
  present: readonly Present[]
  unseen: Unseen
}

/**
 * Rows of a part where the database is near. What is made of rows lives until a part is done, and what lives
 * long a collector copies twice. Far away a chunk is one part, since each is a trip.
 */
const rowsOfPart = 250

/**
 * Reads a chunk's first rows, and in one trip what they can meet; those that follow when their turn comes.
 *
 * @returns the answer that was given before, where the chunk was applied already
 * @throws as `tryChunk`; OptionsMissing where options are to be added first
 */
export async function loadChunkContext(
  ctx: Context,
  snapshot: FieldSnapshot,
  plan: Plan,
  { importId, number, rows, fingerprint, slot }: Chunk,
): Promise<ChunkContext | { answered: ChunkAnswer }> {
  const { count } = rows
  const sent = rows.parts(ctx.db.isNear ? rowsOfPart : count)[Symbol.iterator]()
  const firstSent = nextOf(sent) ?? []
  let reading = readingOf(snapshot, plan, rows, {})
  let first = await readRows(reading.reader, firstSent)
  const { lacking } = reading
  const leavesAll = leavesEveryContact(snapshot, plan, rows)
  const readsOf = (part: readonly ReadRow[]) =>
    chunkReads({ importId, dryRun: plan.dryRun, leavesAll }, pairsOf(part))
  const reads = readsOf(first)
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
  refuseRowsBefore(last?.lastRow ?? Number(stateRow.last_row), firstSent)
  if (!plan.dryRun && lacking.length > 0) throw new OptionsMissing()
  const supposed = last?.supposed ?? JSON.parse(String(stateRow.supposed))
  // Identities have no options, so what was found of the contacts is as good for it.
  if (Object.keys(supposed).length > 0) {
    reading = readingOf(snapshot, plan, rows, supposed)
    first = await readRows(reading.reader, firstSent)
  }
  const { reader } = reading
  const after = storedAfter(expected)
  const partOf = async (part: readonly ReadRow[], whole: Row, asked: ChunkReads) => {
    const stored = await storedContacts(ctx, whole, asked)
    return { rows: part, ...(await foundOf(after(stored, part), snapshot)) }
  }
  async function* parts(): AsyncGenerator<ChunkPart> {
    yield partOf(first, firstRow(found), reads)
    first = []
    for (let next = nextOf(sent); next !== null; next = nextOf(sent)) {
      const part = await readRows(reader, next)
      const asked = readsOf(part)
      const [whole] = await ctx.db.batch([asked.whole], 'read')
      yield partOf(part, firstRow(whole), asked)
    }
  }
  return { ...reading, count, parts: parts(), before, leavesAll, ahead, expected }
}

function nextOf<T>(parts: Iterator<T>): T | null {
  const { done, value } = parts.next()
  return done ? null : value
}

/** Whether no row can change a contact, so that their values need not be read. */
function leavesEveryContact(
  { everyField }: FieldSnapshot,
  { mode: usual }: Plan,
  rows: ChunkRows,
): boolean {
  // Who has a value that is to be unique is named, which takes their name.
  if (usual !== 'skip' || everyField.some(isUnique)) return false
  for (const { mode = usual } of eachRow(rows)) if (mode !== 'skip') return false
  return true
}

/**
 * How rows are read.
 *
 * @param before the options that chunks of a dry run before this one would have added
 */
function readingOf(
  snapshot: FieldSnapshot,
  { dryRun, columns, constants }: Plan,
  rows: ChunkRows,
  before: Supposed,
) {
  const lacking = lackingOptions(supposingOptions(snapshot, before).fields, columns, rows)
  const supposed = dryRun ? supposedAfter(before, lacking) : {}
  const { fields: seen, everyField: fields } = supposingOptions(snapshot, supposed)
  return { fields, reader: new RowReader(seen, columns, constants, fields), lacking, supposed }
}

async function readRows(reader: RowReader, sent: readonly FileRow[]): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = []
  await forEachYielding(sent, (row) => rows.push(reader.read(row)))
  return rows
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

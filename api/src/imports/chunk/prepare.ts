import type { Context } from '../../installation/context.ts'
import type { Statement } from '../../db/statement.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { uuidv7 } from '../../crypto/uuid.ts'
import { claimsSeen, ownersJson } from '../storage/claims-json.ts'
import { type Chunk, type ChunkContext, loadChunkContext, type Plan } from './chunk-context.ts'
import * as sql from '../storage/sql.ts'
import { type ChunkStamp, chunkWrites } from '../storage/writes.ts'
import { dryWrites } from '../dry-run/writes.ts'
import { beginFold, type Fold } from '../fold/fold.ts'
import { afterChunk, type ChunkAnswer, withRows } from '../import/import.ts'
import { outcomesJson } from '../fold/outcomes.ts'
import type { Numbering } from '../fold/numbering.ts'
import { type ProjectedState, projectState } from './projected-state.ts'
import { packContacts, type PackedContacts } from '../storage/packed-contacts.ts'
import type { PipelineSlot } from './pipeline.ts'

/** A chunk that is ready to be written. The rows it came from are not held any more: others are in hand too. */
export interface Prepared {
  answer: ChunkAnswer
  projected: ProjectedState
  /** The chunks ahead of it, and what was expected of them. */
  ahead: readonly PipelineSlot[]
  expected: readonly ProjectedState[]
  /** Its batch, once the contacts that chunks ahead create have their numbers. */
  statements(numberOf: Numbering): Promise<Statement[]>
}

/**
 * Reads what a chunk's rows can meet, folds, and makes its batch ready.
 *
 * @returns the answer that was given before, where the chunk was applied already
 * @throws as `tryChunk`
 */
export async function prepareChunk(
  ctx: Context,
  snapshot: FieldSnapshot,
  plan: Plan,
  chunk: Chunk,
): Promise<Prepared | { answered: ChunkAnswer }> {
  const context = await loadChunkContext(ctx, snapshot, plan, chunk)
  if ('answered' in context) return context
  const { importId, number, fingerprint, slot } = chunk
  const { before, fields, unseen, ahead, expected, supposed } = context
  const at = ctx.now()
  const folded = await foldInTurns(context, plan, at)
  const imported = afterChunk(before, folded, at)
  const packed = await packContacts(folded.writes, fields, unseen)
  const projected = projectState(folded, packed, imported, supposed)
  // The next chunk can be folded now.
  slot.projected = projected
  const noted = imported.noted.rows - before.noted.rows
  const answer = { import: imported, chunk: { number, counts: withRows(folded.counts), noted } }
  const stamp = {
    importId,
    number,
    delivery: crypto.randomUUID(),
    at,
    actor: ctx.actor,
    requestId: ctx.requestId,
    noted: JSON.stringify(imported.noted),
  }
  const marker = {
    ...stamp,
    fingerprint,
    answer: JSON.stringify(answer),
    schemaVersion: snapshot.version,
    lastRow: projected.lastRow,
    outcomes: await outcomesJson(folded.rows, fields, plan),
  }
  const precondition = preconditionOf(context, plan)
  const writes = await writesOf(folded, packed, context, plan, stamp)
  release(chunk.rows)
  return {
    answer,
    projected,
    ahead,
    expected,
    statements: async (numberOf) => [
      sql.insertMarker({ ...marker, ...precondition(numberOf) }),
      ...(await writes(numberOf)),
      ...(Object.keys(supposed).length > 0
        ? [sql.keepSupposed({ ...stamp, supposed: JSON.stringify(supposed) })]
        : []),
      sql.selectMarker(stamp),
    ],
  }
}

/**
 * Empties a list, member by member. Whoever handed it over waits until the chunk is written, and all
 * that somebody who waits refers to grows old as well: with two more chunks in hand that made a third of
 * what outlived collections of young objects (measured). A list made shorter keeps what it had in memory.
 */
function release(list: unknown[]): void {
  list.fill(undefined)
  list.length = 0
}

async function foldInTurns(context: ChunkContext, { mode }: Plan, at: number): Promise<Fold> {
  const folding = beginFold({ ...context, mode, newId: () => uuidv7(at) })
  await forEachYielding(context.rows, folding.apply)
  return folding.result()
}

type Precondition = Record<'free' | 'owners' | 'versions', string | Uint8Array>

/** What must still be so when the chunk is written. */
function preconditionOf(
  { rows, present, leavesAll }: ChunkContext,
  { dryRun }: Plan,
): (by: Numbering) => Precondition {
  // A dry run leaves everybody's as it is, so it is not in anybody's way.
  if (dryRun) return () => ({ free: '{}', owners: '{}', versions: '{}' })
  const { free, owned } = claimsSeen(rows, present)
  // Values that nobody looked at may change.
  const versions = leavesAll ? [] : present.map(({ seq, version }) => [seq, version] as const)
  return (numberOf) => ({
    free,
    owners: ownersJson(owned, numberOf),
    versions: `{${versions.map(([seq, version]) => `"${numberOf(seq)}":${version}`).join(',')}}`,
  })
}

type Writes = (numberOf: Numbering) => Promise<Statement[]>

/** Made at once, unless it changes contacts whose numbers are yet to be given. */
async function writesOf(
  folded: Fold,
  packed: PackedContacts,
  context: ChunkContext,
  { dryRun }: Plan,
  stamp: ChunkStamp,
): Promise<Writes> {
  if (!dryRun && folded.writes.some(({ seq }) => seq !== null && seq < 0))
    return laterWrites(folded, packed, context, stamp)
  return ready(
    dryRun
      ? await dryWrites(folded, packed, stamp)
      : await chunkWrites(folded, packed, context, stamp),
  )
}

function laterWrites(
  folded: Fold,
  packed: PackedContacts,
  { fields, unseen }: ChunkContext,
  stamp: ChunkStamp,
): Writes {
  const known = { fields, unseen }
  return (numberOf) => chunkWrites(numbered(folded, numberOf), packed, known, stamp)
}

// On its own: a function made beside another one holds on to whatever that one needs, here all rows.
function ready(statements: Statement[]): Writes {
  return async () => statements
}

function numbered(folded: Fold, numberOf: Numbering): Fold {
  const writes = folded.writes.map((write) => ({
    ...write,
    seq: write.seq === null ? null : numberOf(write.seq),
  }))
  return { ...folded, writes }
}

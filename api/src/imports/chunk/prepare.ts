import type { Context } from '../../installation/context.ts'
import type { Statement } from '../../db/statement.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { eachInTurns } from '../../concurrency/yield-to-event-loop.ts'
import { uuidv7 } from '../../crypto/uuid.ts'
import { claimsSeen, ownersJson } from '../storage/claims-json.ts'
import { type Chunk, type Ground, groundOf, type Plan } from './chunk-context.ts'
import * as sql from '../storage/sql.ts'
import { type ChunkStamp, chunkWrites } from '../storage/writes.ts'
import { dryWrites } from '../dry-run/writes.ts'
import { beginFold, type Fold } from '../fold/fold.ts'
import { afterChunk, type ChunkAnswer, withRows } from '../import/import.ts'
import { outcomesJson } from '../fold/outcomes.ts'
import type { Numbering } from '../fold/numbering.ts'
import { type Outlook, outlookOf } from './projected-state.ts'
import { packContacts, type PackedContacts } from '../storage/packed-contacts.ts'
import type { Turn } from './pipeline.ts'

/** A chunk that is ready to be written. The rows it came from are not held any more: others are in hand too. */
export interface Prepared {
  answer: ChunkAnswer
  outlook: Outlook
  /** The chunks ahead of it, and what was expected of them. */
  ahead: readonly Turn[]
  expected: readonly Outlook[]
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
  const ground = await groundOf(ctx, snapshot, plan, chunk)
  if ('answered' in ground) return ground
  const { importId, number, fingerprint, turn } = chunk
  const { before, fields, unseen, ahead, expected } = ground
  const at = ctx.now()
  const folded = await foldInTurns(ground, plan, at)
  const imported = afterChunk(before, folded.counts, at)
  const packed = await packContacts(folded.writes, fields, unseen)
  const outlook = outlookOf(folded, packed, imported)
  // The next chunk can be folded now.
  turn.outlook = outlook
  const answer = { import: imported, chunk: { number, counts: withRows(folded.counts) } }
  const stamp = {
    importId,
    number,
    delivery: crypto.randomUUID(),
    at,
    actor: ctx.actor,
    requestId: ctx.requestId,
  }
  const marker = {
    ...stamp,
    fingerprint,
    answer: JSON.stringify(answer),
    schemaVersion: snapshot.version,
    lastRow: outlook.lastRow,
    outcomes: await outcomesJson(folded.rows, fields, plan),
  }
  const gate = gateOf(ground, plan)
  const writes = await writesOf(folded, packed, ground, plan, stamp)
  letGo(chunk.rows)
  return {
    answer,
    outlook,
    ahead,
    expected,
    statements: async (numberOf) => [
      sql.insertMarker({ ...marker, ...gate(numberOf) }),
      ...(await writes(numberOf)),
      sql.selectMarker(stamp),
    ],
  }
}

/**
 * Empties a list, member by member. Whoever handed it over waits until the chunk is written, and all
 * that somebody who waits refers to grows old with him: with two more chunks in hand that made a third of
 * what outlived collections of young objects (measured). A list made shorter keeps what it had in memory.
 */
function letGo(list: unknown[]): void {
  list.fill(undefined)
  list.length = 0
}

async function foldInTurns(ground: Ground, { mode }: Plan, at: number): Promise<Fold> {
  const folding = beginFold({ ...ground, mode, newId: () => uuidv7(at) })
  await eachInTurns(ground.rows, folding.apply)
  return folding.result()
}

type Gate = Record<'free' | 'owners' | 'versions', string | Uint8Array>

/** What must still be so when the chunk is written. */
function gateOf({ rows, present, leavesAll }: Ground, { dryRun }: Plan): (by: Numbering) => Gate {
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
  ground: Ground,
  { dryRun }: Plan,
  stamp: ChunkStamp,
): Promise<Writes> {
  if (!dryRun && folded.writes.some(({ seq }) => seq !== null && seq < 0))
    return laterWrites(folded, packed, ground, stamp)
  return ready(
    dryRun
      ? await dryWrites(folded, packed, stamp)
      : await chunkWrites(folded, packed, ground, stamp),
  )
}

function laterWrites(
  folded: Fold,
  packed: PackedContacts,
  { fields, unseen }: Ground,
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

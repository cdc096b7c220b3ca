import type { Context } from '../../installation/context.ts'
import type { Statement } from '../../db/statement.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { uuidv7 } from '../../crypto/uuid.ts'
import { ClaimsSeen, ownersJson } from '../storage/claims-json.ts'
import {
  type Chunk,
  type ChunkContext,
  type ChunkPart,
  loadChunkContext,
  type Plan,
} from './chunk-context.ts'
import * as sql from '../storage/sql.ts'
import { type ChunkContacts, type ChunkStamp, chunkWrites } from '../storage/writes.ts'
import { dryWrites } from '../dry-run/writes.ts'
import { beginFold, type Counts, type FoldedRow } from '../fold/fold.ts'
import type { ContactWrite } from '../fold/fold-state.ts'
import { afterChunk, type ChunkAnswer, withRows } from '../import/import.ts'
import type { Numbering } from '../fold/numbering.ts'
import { type ProjectedState, projectState } from './projected-state.ts'
import { RowResults } from './row-results.ts'
import { ContactPacks } from '../storage/contact-packs.ts'
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
  const { before, fields, ahead, expected, supposed } = context
  const at = ctx.now()
  const { counts, writes, results, packs, precondition } = await foldParts(context, plan, at)
  const imported = afterChunk(before, { counts, noted: results.noted }, at)
  const packed = packs.take()
  const { lastRow } = results
  const projected = projectState(writes, packed, { import: imported, supposed, lastRow })
  // The next chunk can be folded now.
  slot.projected = projected
  const noted = imported.noted.rows - before.noted.rows
  const answer = { import: imported, chunk: { number, counts: withRows(counts), noted } }
  const stamp = {
    importId,
    number,
    delivery: crypto.randomUUID(),
    at,
    actor: ctx.actor,
    requestId: ctx.requestId,
    noted: JSON.stringify(imported.noted),
  }
  const kept = results.take()
  const marker = {
    ...stamp,
    fingerprint,
    answer: JSON.stringify(answer),
    schemaVersion: snapshot.version,
    lastRow,
    outcomes: kept.outcomes,
  }
  const contacts = { writes, packed, fields, unseen: packs.unseen }
  const contactWrites = await writesOf(contacts, plan, stamp)
  return {
    answer,
    projected,
    ahead,
    expected,
    statements: async (numberOf) => [
      sql.insertMarker({ ...marker, ...precondition(numberOf) }),
      ...(await contactWrites(numberOf)),
      ...kept.failed.map((failed) => sql.insertFailedRows({ ...stamp, failed })),
      sql.updateCounts({ ...stamp, counts: JSON.stringify(counts), lastRow }),
      ...(Object.keys(supposed).length > 0
        ? [sql.keepSupposed({ ...stamp, supposed: JSON.stringify(supposed) })]
        : []),
      sql.selectMarker(stamp),
    ],
  }
}

/** What came of a chunk's rows. */
interface FoldedParts {
  counts: Counts
  writes: readonly ContactWrite[]
  results: RowResults
  packs: ContactPacks
  precondition: Precondition
}

async function foldParts(
  { fields, reader, count, parts, before, leavesAll }: ChunkContext,
  { mode, dryRun }: Plan,
  at: number,
): Promise<FoldedParts> {
  const packs = new ContactPacks(fields, { searched: !dryRun })
  const folding = beginFold({ fields, reader, mode, newId: () => uuidv7(at), keeper: packs })
  const results = new RowResults(fields, { dryRun, noted: before.noted, rows: count })
  const preconditions = new Preconditions(leavesAll)
  for await (const part of parts) {
    folding.meet(part.present)
    packs.meet(part.unseen)
    // A dry run leaves everybody's as it is, so it is not in anybody's way.
    if (!dryRun) preconditions.add(part)
    const folded: FoldedRow[] = []
    await forEachYielding(part.rows, (row) => folded.push(folding.apply(row)))
    await results.add(folded)
    folding.keep()
  }
  const { counts } = folding
  return { counts, writes: folding.writes(), results, packs, precondition: preconditions.take() }
}

/** What must still be so when the chunk is written. */
type Precondition = (by: Numbering) => Record<'free' | 'owners' | 'versions', string | Uint8Array>

class Preconditions {
  readonly #leavesAll: boolean
  readonly #claims = new ClaimsSeen()
  readonly #versions: (readonly [seq: number, version: number])[] = []

  /** @param leavesAll whether no row can change a contact: values that nobody looked at may change */
  constructor(leavesAll: boolean) {
    this.#leavesAll = leavesAll
  }

  add({ rows, present }: ChunkPart): void {
    this.#claims.add(rows, present)
    if (this.#leavesAll) return
    for (const { seq, version } of present) this.#versions.push([seq, version])
  }

  take(): Precondition {
    const { free, owned } = this.#claims.take()
    const versions = this.#versions
    return (numberOf) => ({
      free,
      owners: ownersJson(owned, numberOf),
      versions: `{${versions.map(([seq, version]) => `"${numberOf(seq)}":${version}`).join(',')}}`,
    })
  }
}

type Writes = (numberOf: Numbering) => Promise<Statement[]>

/** Made at once, unless it changes contacts whose numbers are yet to be given. */
async function writesOf(
  contacts: ChunkContacts,
  { dryRun }: Plan,
  stamp: ChunkStamp,
): Promise<Writes> {
  const { writes, packed } = contacts
  if (dryRun) return ready(await dryWrites(writes, packed, stamp))
  if (writes.some(({ seq }) => seq !== null && seq < 0)) return laterWrites(contacts, stamp)
  return ready(await chunkWrites(contacts, (seq) => seq, stamp))
}

function laterWrites(contacts: ChunkContacts, stamp: ChunkStamp): Writes {
  return (numberOf) => chunkWrites(contacts, numberOf, stamp)
}

// On its own: a function made beside another one holds on to whatever that one needs, here all contacts.
function ready(statements: Statement[]): Writes {
  return async () => statements
}

import { type Field, rulesOf, sameValue, type Values } from '@cardfile/openapi'
import { writeValues } from '../contacts/contact.ts'
import { searchLines } from '../contacts/search-text.ts'
import { JsonBytes } from '../db/json-bytes.ts'
import { PackedTexts, packedValues } from '../db/packed-texts.ts'
import type { Statement } from '../db/statement.ts'
import { TextBytes } from '../db/text-bytes.ts'
import { eachInTurns } from '../others-first.ts'
import { ClaimsJson } from './chunk-claims.ts'
import * as sql from './chunk-sql.ts'
import type { Fold } from './fold.ts'
import type { ContactWrite, Step } from './world.ts'

/** What every statement of a chunk's batch says of itself. */
export interface ChunkStamp {
  importId: string
  number: number
  /** New for every attempt. */
  delivery: string
  at: number
  actor: string | null
  requestId: string
}

/** Stored members that no live field reads, as JSON by contact: values of deleted fields, which can be restored. */
export type Unseen = ReadonlyMap<string, Record<string, unknown>>

/** A chunk's contacts, a piece for each. */
class Pieces {
  readonly ids = new TextBytes()
  readonly created = new PackedTexts('list')
  /** Search texts of those created. */
  readonly fresh = new PackedTexts('list')
  readonly kinds = new JsonBytes('object')
  readonly updated = new PackedTexts('object')
  /** Search texts of those updated, where they changed. */
  readonly respelled = new PackedTexts('object')
  readonly later = new JsonBytes('list')
  readonly dropped = new ClaimsJson()
  readonly gained = new ClaimsJson()
}

/**
 * The statements that follow a chunk's marker. Their number does not depend on how many rows the
 * chunk has; what it has none of is left out.
 */
export async function chunkWrites(
  folded: Fold,
  fields: readonly Field[],
  unseen: Unseen,
  stamp: ChunkStamp,
): Promise<Statement[]> {
  const pieces = new Pieces()
  const pack = (to: TextBytes, id: string, values: Values) =>
    writeValues(to, values, fields, unseen.get(id))
  const spell = (to: TextBytes, { values, claims }: ContactWrite) => {
    const keys = claims.map(([, key]) => key)
    let isFirst = true
    for (const line of searchLines(values, keys, fields)) {
      if (isFirst) isFirst = false
      else to.add('\n')
      to.add(line)
    }
  }

  const add = (write: ContactWrite) => {
    const { id, seq, version, steps, values } = write
    // How the statements are told of a contact: see `seqOf` beside them.
    const number = seq ?? -1 - pieces.created.count
    if (seq === null) {
      pieces.ids.add(id)
      pack(pieces.created.begin(), id, values)
      pieces.created.end()
      spell(pieces.fresh.begin(), write)
      pieces.fresh.end()
    } else {
      pieces.kinds.next().add(`"${seq}":"${steps[0]?.kind}"`)
      pack(pieces.updated.begin(), id, values)
      pieces.updated.end(seq)
      // Making a contact's search text anew costs more than all else about it.
      if (isFoundOtherwise(write, fields)) {
        spell(pieces.respelled.begin(), write)
        pieces.respelled.end(seq)
      }
    }
    for (let step = 1; step < steps.length; step++) {
      const { kind, before } = steps[step] as Step
      const to = pieces.later.next()
      to.add(`[${number},${version + step + 1},"${kind}",`)
      pack(to, id, before ?? {})
      to.add(']')
    }
    for (const claim of write.dropped) pieces.dropped.add(claim, number)
    for (const claim of write.gained) pieces.gained.add(claim, number)
  }
  // Numbers rise from the first to the last, which spares the search index work.
  const old = folded.writes.filter(({ seq }) => seq !== null)
  await eachInTurns(
    old.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
    add,
  )
  await eachInTurns(
    folded.writes.filter(({ seq }) => seq === null),
    add,
  )
  return statementsOf(pieces, folded, stamp)
}

function statementsOf(pieces: Pieces, folded: Fold, stamp: ChunkStamp): Statement[] {
  const { ids, created, fresh, kinds, updated, respelled, dropped, gained } = pieces
  const statements: Statement[] = []
  if (updated.count > 0)
    statements.push(
      sql.logUpdated({ ...stamp, kinds: kinds.take() }),
      sql.updateContacts({ ...stamp, ...packedValues('updated', updated.take()) }),
    )
  if (created.count > 0)
    statements.push(
      sql.insertContacts({
        ...stamp,
        ids: ids.take(),
        ...packedValues('created', created.take()),
      }),
      sql.logCreated(stamp),
    )
  if (pieces.later.count > 0) {
    const later = pieces.later.take()
    statements.push(sql.logLater({ ...stamp, later }), sql.raiseVersions({ ...stamp, later }))
  }
  // Freed first: a row may claim what a row before it gave up.
  if (!dropped.isEmpty) statements.push(sql.deleteIdentities({ ...stamp, dropped: dropped.take() }))
  if (!gained.isEmpty) statements.push(sql.insertIdentities({ ...stamp, gained: gained.take() }))
  statements.push(...rowWrites(folded, stamp))
  if (respelled.count + fresh.count > 0)
    statements.push(
      sql.putSearchText({
        ...stamp,
        ...packedValues('respelled', respelled.take()),
        ...packedValues('fresh', fresh.take()),
      }),
    )
  return statements
}

/** What is kept of a chunk's rows, whether it is applied or only tried. */
export function rowWrites({ rows, counts }: Fold, stamp: ChunkStamp): Statement[] {
  const failed = new JsonBytes('list')
  for (const { row, outcome, reasons } of rows)
    if (outcome === 'failed') failed.next().add(JSON.stringify([row.number, row.cells, reasons]))
  return [
    ...(failed.count > 0 ? [sql.insertFailedRows({ ...stamp, failed: failed.take() })] : []),
    sql.updateCounts({
      ...stamp,
      counts: JSON.stringify(counts),
      lastRow: rows.at(-1)?.row.number ?? 0,
    }),
  ]
}

/** Whether substring search must find a contact by other texts than before. */
function isFoundOtherwise(
  { steps: [first], values, gained, dropped }: ContactWrite,
  fields: readonly Field[],
): boolean {
  if (gained.length > 0 || dropped.length > 0) return true
  const before = first?.before ?? {}
  return fields.some(
    (field) => rulesOf(field).searchable && !sameValue(before[field.key], values[field.key]),
  )
}

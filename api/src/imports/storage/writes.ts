import { type Field, JsonBytes, rulesOf, sameValue, TextBytes } from '@cardfile/openapi'
import { writeValues } from '../../contacts/contact.ts'
import { searchLines } from '../../contacts/search/text.ts'
import { addPlace, PackedTexts } from '../../db/packed-texts.ts'
import type { Statement } from '../../db/statement.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { ClaimsJson } from './claims-json.ts'
import type { Unseen } from './found-contacts.ts'
import * as sql from './sql.ts'
import type { Fold } from '../fold/fold.ts'
import type { PackedContacts } from './packed-contacts.ts'
import type { ContactWrite, Step } from '../fold/fold-state.ts'

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

/** A chunk's contacts, a piece for each. */
class Pieces {
  readonly ids = new TextBytes()
  /** Places of their values. */
  readonly created = new JsonBytes('list')
  readonly updated = new JsonBytes('object')
  readonly kinds = new JsonBytes('object')
  readonly texts = new PackedTexts()
  /** Places of the search texts of those created, and of those updated where they changed. */
  readonly fresh = new JsonBytes('list')
  readonly respelled = new JsonBytes('object')
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
  packed: PackedContacts,
  { fields, unseen }: { fields: readonly Field[]; unseen: Unseen },
  stamp: ChunkStamp,
): Promise<Statement[]> {
  const pieces = new Pieces()
  const spell = ({ values, claims }: ContactWrite) => {
    const to = pieces.texts.begin()
    const keys = claims.map(([, key]) => key)
    let isFirst = true
    for (const line of searchLines(values, keys, fields)) {
      if (isFirst) isFirst = false
      else to.add('\n')
      to.add(line)
    }
    return pieces.texts.end()
  }

  const add = (write: ContactWrite, place: number) => {
    const { id, seq, version, steps } = write
    // How the statements are told of a contact: see `seqOf` beside them.
    const number = seq ?? -1 - pieces.created.count
    if (seq === null) {
      pieces.ids.add(id)
      addPlace(pieces.created, place)
      addPlace(pieces.fresh, spell(write))
    } else {
      pieces.kinds.next().add(`"${seq}":"${steps[0]?.kind}"`)
      addPlace(pieces.updated, place, seq)
      // Making a contact's search text anew costs more than all else about it.
      if (isFoundOtherwise(write, fields)) addPlace(pieces.respelled, spell(write), seq)
    }
    for (let step = 1; step < steps.length; step++) {
      const { kind, before } = steps[step] as Step
      const to = pieces.later.next()
      to.add(`[${number},${version + step + 1},"${kind}",`)
      writeValues(to, before ?? {}, fields, unseen.get(id))
      to.add(']')
    }
    for (const claim of write.dropped) pieces.dropped.add(claim, number)
    for (const claim of write.gained) pieces.gained.add(claim, number)
  }
  await forEachYielding(inOrder(folded.writes), (index) =>
    add(folded.writes[index] as ContactWrite, packed.places[index] as number),
  )
  return statementsOf(pieces, packed, folded, stamp)
}

/** Numbers rise from the first to the last, which spares the search index work. */
function inOrder(writes: readonly ContactWrite[]): readonly number[] {
  const number = (index: number) => writes[index]?.seq ?? Infinity
  const old: number[] = []
  const created: number[] = []
  for (let index = 0; index < writes.length; index++)
    (number(index) === Infinity ? created : old).push(index)
  return [...old.sort((a, b) => number(a) - number(b)), ...created]
}

function statementsOf(
  pieces: Pieces,
  packed: PackedContacts,
  folded: Fold,
  stamp: ChunkStamp,
): Statement[] {
  const { ids, created, kinds, updated, texts, fresh, respelled, dropped, gained } = pieces
  const statements: Statement[] = []
  if (updated.count > 0)
    statements.push(
      sql.logUpdated({ ...stamp, kinds: kinds.take() }),
      sql.updateContacts({ ...stamp, values: packed.updated, updated: updated.take() }),
    )
  if (created.count > 0)
    statements.push(
      sql.insertContacts({
        ...stamp,
        ids: ids.take(),
        values: packed.created,
        created: created.take(),
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
        texts: texts.take(),
        respelled: respelled.take(),
        fresh: fresh.take(),
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

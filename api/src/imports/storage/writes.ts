import { type Field, JsonBytes, TextBytes } from '@cardfile/openapi'
import { writeValues } from '../../contacts/contact.ts'
import { JsonLists } from '../../db/json-lists.ts'
import { PackedPlaces } from '../../db/packed-texts.ts'
import type { Statement } from '../../db/statement.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { ClaimsJson } from './claims-json.ts'
import type { Unseen } from './found-contacts.ts'
import * as sql from './sql.ts'
import { type PackedContacts, placesOf } from './contact-packs.ts'
import type { Numbering } from '../fold/numbering.ts'
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
  /** Of the import's rows up to the chunk's last. */
  noted: string
}

/** A chunk's contacts, a piece for each. */
class Pieces {
  readonly ids = new TextBytes()
  /** Places of their values. */
  readonly created = new PackedPlaces('list')
  readonly updated = new PackedPlaces('object')
  readonly kinds = new JsonBytes('object')
  /** Places of the search texts of those created, and of those updated where they changed. */
  readonly fresh = new PackedPlaces('list')
  readonly respelled = new PackedPlaces('object')
  readonly later = new JsonLists()
  readonly dropped = new ClaimsJson()
  readonly gained = new ClaimsJson()
}

/** What of a chunk's contacts is written. */
export interface ChunkContacts {
  writes: readonly ContactWrite[]
  packed: PackedContacts
  fields: readonly Field[]
  unseen: Unseen
}

/**
 * The statements that follow a chunk's marker. Their number does not depend on how many rows the
 * chunk has; what it has none of is left out.
 */
export async function chunkWrites(
  { writes, packed, fields, unseen }: ChunkContacts,
  numberOf: Numbering,
  stamp: ChunkStamp,
): Promise<Statement[]> {
  const pieces = new Pieces()
  const add = (write: ContactWrite, seq: number | null) => {
    const { id, version, steps } = write
    const { values, text } = placesOf(write)
    // How the statements are told of a contact: see `seqOf` beside them.
    const number = seq ?? -1 - pieces.created.count
    if (seq === null) {
      pieces.ids.add(id)
      pieces.created.add(values)
      if (text !== null) pieces.fresh.add(text)
    } else {
      pieces.kinds.next().add(`"${seq}":"${steps[0]?.kind}"`)
      pieces.updated.add(values, seq)
      if (text !== null) pieces.respelled.add(text, seq)
    }
    for (let step = 1; step < steps.length; step++) {
      const { kind, before } = steps[step] as Step
      const change = new TextBytes()
      change.add(`[${number},${version + step + 1},"${kind}",`)
      writeValues(change, before ?? {}, fields, unseen.get(id))
      change.add(']')
      pieces.later.next(change.size).addBytes(change.take())
    }
    for (const claim of write.dropped) pieces.dropped.add(claim, number)
    for (const claim of write.gained) pieces.gained.add(claim, number)
  }
  const numbers = writes.map(({ seq }) => (seq === null ? null : numberOf(seq)))
  await forEachYielding(inOrder(numbers), (index) =>
    add(writes[index] as ContactWrite, numbers[index] as number | null),
  )
  return [...contactWrites(pieces, packed, stamp), ...searchWrites(pieces, packed, stamp)]
}

/** Numbers rise from the first to the last, which spares the search index work. */
function inOrder(numbers: readonly (number | null)[]): readonly number[] {
  const number = (index: number) => numbers[index] ?? Infinity
  const old: number[] = []
  const created: number[] = []
  for (let index = 0; index < numbers.length; index++)
    (number(index) === Infinity ? created : old).push(index)
  return [...old.sort((a, b) => number(a) - number(b)), ...created]
}

function contactWrites(pieces: Pieces, packed: PackedContacts, stamp: ChunkStamp): Statement[] {
  const { created, kinds, dropped, gained } = pieces
  const statements: Statement[] = []
  if (kinds.count > 0)
    statements.push(
      sql.logUpdated({ ...stamp, kinds: kinds.take() }),
      ...perPack(packed.updated, pieces.updated, (values, updated) =>
        sql.updateContacts({ ...stamp, values, updated }),
      ),
    )
  if (created.count > 0) {
    const ids = pieces.ids.take()
    statements.push(
      ...perPack(packed.created, created, (values, places) =>
        sql.insertContacts({ ...stamp, ids, values, created: places }),
      ),
      sql.logCreated(stamp),
    )
  }
  for (const later of pieces.later.take())
    statements.push(sql.logLater({ ...stamp, later }), sql.raiseVersions({ ...stamp, later }))
  // Freed first: a row may claim what a row before it gave up.
  if (!dropped.isEmpty) statements.push(sql.deleteIdentities({ ...stamp, dropped: dropped.take() }))
  if (!gained.isEmpty) statements.push(sql.insertIdentities({ ...stamp, gained: gained.take() }))
  return statements
}

/** What has texts in a pack, and where they are in it. */
function perPack(
  packs: readonly Uint8Array<ArrayBuffer>[],
  places: PackedPlaces,
  statement: (pack: Uint8Array, places: Uint8Array) => Statement,
): Statement[] {
  return places.take().map((those, index) => statement(packs[index] as Uint8Array, those))
}

/** Anew each time: the memory of what a statement is given goes to the thread that writes. */
const noPlaces = () => new JsonBytes('list').take()

function searchWrites(pieces: Pieces, packed: PackedContacts, stamp: ChunkStamp): Statement[] {
  const respelled = pieces.respelled.take()
  const fresh = pieces.fresh.take()
  return packed.texts.slice(0, Math.max(respelled.length, fresh.length)).map((texts, index) =>
    sql.putSearchText({
      ...stamp,
      texts,
      respelled: respelled[index] ?? noPlaces(),
      fresh: fresh[index] ?? noPlaces(),
    }),
  )
}

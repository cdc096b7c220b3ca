import { type Field, JsonBytes, rulesOf, sameValue, TextBytes } from '@cardfile/openapi'
import { lastIdentityField } from '../../contacts/sql.ts'
import { writeValues } from '../../contacts/contact.ts'
import { searchLines } from '../../contacts/search/text.ts'
import { JsonLists, mostBytesPerUnit } from '../../db/json-lists.ts'
import { PackedPlaces, PackedTexts } from '../../db/packed-texts.ts'
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
  readonly texts = new PackedTexts()
  /** Places of the search texts of those created, and of those updated where they changed. */
  readonly fresh = new PackedPlaces('list')
  readonly respelled = new PackedPlaces('object')
  readonly later = new JsonLists()
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
    const keys = claims.flatMap(([fieldId, key]) => (fieldId > lastIdentityField ? [] : [key]))
    for (const line of searchLines(values, keys, fields)) {
      to.add('\n')
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
      pieces.created.add(place)
      pieces.fresh.add(spell(write))
    } else {
      pieces.kinds.next().add(`"${seq}":"${steps[0]?.kind}"`)
      pieces.updated.add(place, seq)
      // Making a contact's search text anew costs more than all else about it.
      if (isFoundOtherwise(write, fields)) pieces.respelled.add(spell(write), seq)
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
  statements.push(...rowWrites(folded, stamp))
  statements.push(...searchWrites(pieces, stamp))
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

function searchWrites(pieces: Pieces, stamp: ChunkStamp): Statement[] {
  const respelled = pieces.respelled.take()
  const fresh = pieces.fresh.take()
  return pieces.texts
    .take()
    .slice(0, Math.max(respelled.length, fresh.length))
    .map((texts, index) =>
      sql.putSearchText({
        ...stamp,
        texts,
        respelled: respelled[index] ?? noPlaces(),
        fresh: fresh[index] ?? noPlaces(),
      }),
    )
}

/** What is kept of a chunk's rows, whether it is applied or only tried. */
export function rowWrites({ rows, counts }: Fold, stamp: ChunkStamp): Statement[] {
  const failed = new JsonLists()
  for (const { row, outcome, reasons } of rows)
    if (outcome === 'failed') {
      const json = JSON.stringify([row.number, row.cells, reasons])
      failed.next(json.length * mostBytesPerUnit).add(json)
    }
  return [
    ...failed.take().map((some) => sql.insertFailedRows({ ...stamp, failed: some })),
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

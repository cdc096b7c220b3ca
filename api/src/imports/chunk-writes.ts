import { type Field, rulesOf, sameValue, type Values } from '@cardfile/openapi'
import { packValues } from '../contacts/contact.ts'
import { searchTextOf } from '../contacts/search-text.ts'
import type { Statement } from '../db/statement.ts'
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

/** A chunk's contacts as JSON, a piece for each. */
interface Pieces {
  ids: string[]
  created: string[]
  /** Search texts of those created. */
  fresh: string[]
  kinds: string[]
  updated: string[]
  /** Search texts of those updated, where they changed. */
  respelled: string[]
  later: string[]
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
  const pieces: Pieces = {
    ids: [],
    created: [],
    fresh: [],
    kinds: [],
    updated: [],
    respelled: [],
    later: [],
  }
  const dropped = new ClaimsJson()
  const gained = new ClaimsJson()
  const pack = (id: string, values: Values) => packValues(values, fields, unseen.get(id))
  const text = ({ values, claims }: ContactWrite) =>
    JSON.stringify(
      searchTextOf(
        values,
        claims.map(([, key]) => key),
        fields,
      ),
    )

  const add = (write: ContactWrite) => {
    const { id, seq, version, steps, values } = write
    // How the statements are told of a contact: see `seqOf` beside them.
    const number = seq ?? -1 - pieces.created.length
    if (seq === null) {
      pieces.ids.push(id)
      pieces.created.push(pack(id, values))
      pieces.fresh.push(text(write))
    } else {
      pieces.kinds.push(`"${seq}":"${steps[0]?.kind}"`)
      pieces.updated.push(`"${seq}":${pack(id, values)}`)
      // Making a contact's search text anew costs more than all else about it.
      if (isFoundOtherwise(write, fields)) pieces.respelled.push(`"${seq}":${text(write)}`)
    }
    for (let step = 1; step < steps.length; step++) {
      const { kind, before } = steps[step] as Step
      pieces.later.push(`[${number},${version + step + 1},"${kind}",${pack(id, before ?? {})}]`)
    }
    for (const claim of write.dropped) dropped.add(claim, number)
    for (const claim of write.gained) gained.add(claim, number)
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
  return statementsOf(pieces, { dropped, gained }, folded, stamp)
}

function statementsOf(
  pieces: Pieces,
  { dropped, gained }: { dropped: ClaimsJson; gained: ClaimsJson },
  folded: Fold,
  stamp: ChunkStamp,
): Statement[] {
  const statements: Statement[] = []
  if (pieces.updated.length > 0)
    statements.push(
      sql.logUpdated({ ...stamp, kinds: object(pieces.kinds) }),
      sql.updateContacts({ ...stamp, updated: object(pieces.updated) }),
    )
  if (pieces.created.length > 0)
    statements.push(
      sql.insertContacts({ ...stamp, ids: pieces.ids.join(''), created: array(pieces.created) }),
      sql.logCreated(stamp),
    )
  if (pieces.later.length > 0) {
    const later = array(pieces.later)
    statements.push(sql.logLater({ ...stamp, later }), sql.raiseVersions({ ...stamp, later }))
  }
  // Freed first: a row may claim what a row before it gave up.
  if (!dropped.isEmpty) statements.push(sql.deleteIdentities({ ...stamp, dropped: `${dropped}` }))
  if (!gained.isEmpty) statements.push(sql.insertIdentities({ ...stamp, gained: `${gained}` }))
  statements.push(...rowWrites(folded, stamp))
  if (pieces.respelled.length + pieces.fresh.length > 0)
    statements.push(
      sql.putSearchText({
        ...stamp,
        respelled: object(pieces.respelled),
        fresh: array(pieces.fresh),
      }),
    )
  return statements
}

function object(members: readonly string[]): string {
  return `{${members.join(',')}}`
}

/** Text, since only from text does SQLite read integers as integers. */
export function array(elements: readonly string[]): string {
  return `[${elements.join(',')}]`
}

/** What is kept of a chunk's rows, whether it is applied or only tried. */
export function rowWrites({ rows, counts }: Fold, stamp: ChunkStamp): Statement[] {
  const failed = rows
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ row, reasons }) => JSON.stringify([row.number, row.cells, reasons]))
  return [
    ...(failed.length > 0 ? [sql.insertFailedRows({ ...stamp, failed: array(failed) })] : []),
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

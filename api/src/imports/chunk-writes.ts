import { type Field, rulesOf, sameValue, type Values } from '@cardfile/openapi'
import { membersOf } from '../contacts/contact.ts'
import { searchTextOf } from '../contacts/search-text.ts'
import type { Statement } from '../db/statement.ts'
import * as sql from './chunk-sql.ts'
import type { Fold } from './fold.ts'
import type { ContactWrite } from './world.ts'

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

/** Stored members that no live field reads: values of deleted fields, which can be restored. */
export type Unseen = ReadonlyMap<string, Record<string, unknown>>

/**
 * The statements that follow a chunk's marker. Their number does not depend on how many rows the
 * chunk has; what it has none of is left out.
 */
export function chunkWrites(
  folded: Fold,
  fields: readonly Field[],
  unseen: Unseen,
  stamp: ChunkStamp,
): Statement[] {
  const { writes } = folded
  const pack = (id: string, values: Values): unknown => ({
    ...unseen.get(id),
    ...membersOf(values, fields),
  })
  const versionAfter = ({ version, steps }: ContactWrite) => version + steps.length
  const old = writes.filter(({ seq }) => seq !== null).sort((a, b) => Number(a.seq) - Number(b.seq))
  const fresh = writes.filter(({ seq }) => seq === null)

  // Making a contact's search text anew costs more than all else about it.
  const respelled = old.filter((write) => isFoundOtherwise(write, fields))
  const updated = old.map((write) => [
    write.seq,
    write.version,
    versionAfter(write),
    write.steps[0]?.kind,
    pack(write.id, write.values),
  ])
  const created = fresh.map((write) => [
    write.id,
    versionAfter(write),
    pack(write.id, write.values),
  ])
  const later = writes.flatMap(({ id, version, steps }) =>
    steps
      .slice(1)
      .map(({ kind, before }, index) => [id, version + index + 2, kind, pack(id, before ?? {})]),
  )
  const dropped = writes.flatMap(({ seq, dropped }) => dropped.map((claim) => [...claim, seq]))
  const gained = writes.flatMap(({ id, gained }) => gained.map((claim) => [...claim, id]))
  return [
    ...when(
      updated,
      (updated) => sql.logUpdated({ ...stamp, updated }),
      (updated) => sql.updateContacts({ ...stamp, updated }),
    ),
    ...when(
      respelled.map(({ seq }) => seq),
      (seqs) => sql.deleteSearchText({ ...stamp, seqs }),
    ),
    ...when(
      created,
      (created) => sql.insertContacts({ ...stamp, created }),
      (created) => sql.logCreated({ ...stamp, created }),
    ),
    ...when(later, (later) => sql.logLater({ ...stamp, later })),
    // Freed first: a row may claim what a row before it gave up.
    ...when(dropped, (dropped) => sql.deleteIdentities({ ...stamp, dropped })),
    ...when(gained, (gained) => sql.insertIdentities({ ...stamp, gained })),
    ...when(
      [...respelled, ...fresh].map(({ id, values, claims }) => [
        id,
        searchTextOf(
          values,
          claims.map(([, key]) => key),
          fields,
        ),
      ]),
      (written) => sql.insertSearchText({ ...stamp, written }),
    ),
    ...rowWrites(folded, stamp),
  ]
}

/** What is kept of a chunk's rows, whether it is applied or only tried. */
export function rowWrites({ rows, counts }: Fold, stamp: ChunkStamp): Statement[] {
  const failed = rows
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ row, reasons }) => [row.number, row.cells, reasons])
  return [
    ...when(failed, (failed) => sql.insertFailedRows({ ...stamp, failed })),
    sql.updateCounts({
      ...stamp,
      counts: JSON.stringify(counts),
      lastRow: rows.at(-1)?.row.number ?? 0,
    }),
  ]
}

/** Text, since only from text does SQLite read integers as integers. */
export function when(
  list: readonly unknown[],
  ...make: ((json: string) => Statement)[]
): Statement[] {
  if (list.length === 0) return []
  const json = JSON.stringify(list)
  return make.map((statement) => statement(json))
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

import { type Field, rulesOf, sameValue, type Values } from '@cardfile/openapi'
import { membersOf } from '../contacts/contact.ts'
import { searchTextOf } from '../contacts/search-text.ts'
import type { Statement } from '../db/statement.ts'
import { claimsJson } from './chunk-claims.ts'
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
  const old = writes.filter(({ seq }) => seq !== null)
  const fresh = writes.filter(({ seq }) => seq === null)
  // How the statements are told of a contact: see `seqOf` beside them.
  const numbers = new Map(fresh.map(({ id }, index) => [id, -1 - index]))
  const numberOf = ({ id, seq }: ContactWrite) => seq ?? numbers.get(id) ?? null
  const pack = (id: string, values: Values): unknown => {
    const members = membersOf(values, fields)
    const kept = unseen.get(id)
    return kept ? { ...kept, ...members } : members
  }
  const text = ({ values, claims }: ContactWrite) =>
    searchTextOf(
      values,
      claims.map(([, key]) => key),
      fields,
    )

  // Making a contact's search text anew costs more than all else about it.
  const respelled = old.filter((write) => isFoundOtherwise(write, fields))
  const later = writes.flatMap((write) =>
    write.steps
      .slice(1)
      .map(({ kind, before }, index) => [
        numberOf(write),
        write.version + index + 2,
        kind,
        pack(write.id, before ?? {}),
      ]),
  )
  const dropped = claimsJson(writes, ({ dropped }) => dropped, numberOf)
  const gained = claimsJson(writes, ({ gained }) => gained, numberOf)
  const statements: Statement[] = []
  if (old.length > 0) {
    const kinds = bySeq(old, ({ steps }) => steps[0]?.kind)
    const updated = bySeq(old, ({ id, values }) => pack(id, values))
    statements.push(sql.logUpdated({ ...stamp, kinds }), sql.updateContacts({ ...stamp, updated }))
  }
  if (fresh.length > 0) {
    const ids = fresh.map(({ id }) => id).join('')
    const created = JSON.stringify(fresh.map(({ id, values }) => pack(id, values)))
    statements.push(sql.insertContacts({ ...stamp, ids, created }), sql.logCreated(stamp))
  }
  statements.push(
    ...when(
      later,
      (later) => sql.logLater({ ...stamp, later }),
      (later) => sql.raiseVersions({ ...stamp, later }),
    ),
  )
  // Freed first: a row may claim what a row before it gave up.
  if (dropped) statements.push(sql.deleteIdentities({ ...stamp, dropped }))
  if (gained) statements.push(sql.insertIdentities({ ...stamp, gained }))
  statements.push(...rowWrites(folded, stamp))
  if (respelled.length + fresh.length > 0)
    statements.push(
      sql.putSearchText({
        ...stamp,
        respelled: bySeq(respelled, text),
        fresh: JSON.stringify(fresh.map(text)),
      }),
    )
  return statements
}

/** `{"<seq>": value}`, by ascending number as the keys of an object are. */
function bySeq(writes: readonly ContactWrite[], value: (write: ContactWrite) => unknown): string {
  return JSON.stringify(Object.fromEntries(writes.map((write) => [write.seq, value(write)])))
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

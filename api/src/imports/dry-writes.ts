import type { Field } from '@cardfile/openapi'
import { membersOf } from '../contacts/contact.ts'
import type { Statement } from '../db/statement.ts'
import { claimsJson } from './chunk-claims.ts'
import { type ChunkStamp, rowWrites, type Unseen, when } from './chunk-writes.ts'
import * as sql from './dry-sql.ts'
import type { Fold } from './fold.ts'

/**
 * The statements that follow the marker of a dry run's chunk: what it would make of contacts goes in
 * front of them for the chunks after it, and nothing else is written.
 */
export function dryWrites(
  folded: Fold,
  fields: readonly Field[],
  unseen: Unseen,
  stamp: ChunkStamp,
): Statement[] {
  // Row numbers only rise, so no two contacts of one dry run are given the same.
  const numbers = new Map(
    folded.rows.flatMap(({ outcome, contactId, row }) =>
      outcome === 'created' && contactId !== null ? [[contactId, -row.number] as const] : [],
    ),
  )
  const writes = folded.writes.map((write) => ({
    ...write,
    seq: write.seq ?? numbers.get(write.id) ?? null,
  }))
  const contacts = writes.map(({ seq, id, version, steps, values }) => [
    seq,
    id,
    version + steps.length,
    { ...unseen.get(id), ...membersOf(values, fields) },
  ])
  // Freed first: a row may claim what a row before it gave up.
  const claims = claimsJson(
    [
      ...writes.map(({ dropped }) => ({ seq: null, claims: dropped })),
      ...writes.map(({ seq, gained }) => ({ seq, claims: gained })),
    ],
    ({ claims }) => claims,
    ({ seq }) => seq,
  )
  return [
    ...when(contacts, (contacts) => sql.putContacts({ ...stamp, contacts })),
    ...(claims ? [sql.putIdentities({ ...stamp, claims })] : []),
    ...rowWrites(folded, stamp),
  ]
}

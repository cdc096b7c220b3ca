import { JsonBytes } from '@cardfile/openapi'
import type { Statement } from '../../db/statement.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { ClaimsJson } from '../storage/claims-json.ts'
import { type ChunkStamp, rowWrites } from '../storage/writes.ts'
import * as sql from './sql.ts'
import type { Fold } from '../fold/fold.ts'
import { provisionalNumbers } from '../fold/numbering.ts'
import { type PackedContacts, packedValues } from '../storage/packed-contacts.ts'

/**
 * The statements that follow the marker of a dry run's chunk: what it would make of contacts goes in
 * front of them for the chunks after it, and nothing else is written.
 */
export async function dryWrites(
  folded: Fold,
  packed: PackedContacts,
  stamp: ChunkStamp,
): Promise<Statement[]> {
  const numbers = provisionalNumbers(folded)
  const contacts = new JsonBytes('list')
  const claims = new ClaimsJson()
  // Freed first: a row may claim what a row before it gave up.
  for (const { dropped } of folded.writes) for (const claim of dropped) claims.add(claim, null)
  await forEachYielding(folded.writes, ({ id, seq, version, steps, gained }, index) => {
    const number = seq ?? numbers.get(id) ?? null
    const to = contacts.next()
    to.add(`[${number},"${id}",${version + steps.length},`)
    to.addBytes(packedValues(packed, index, seq))
    to.add(']')
    for (const claim of gained) claims.add(claim, number)
  })
  return [
    ...(contacts.count > 0 ? [sql.putContacts({ ...stamp, contacts: contacts.take() })] : []),
    ...(claims.isEmpty ? [] : [sql.putIdentities({ ...stamp, claims: claims.take() })]),
    ...rowWrites(folded, stamp),
  ]
}

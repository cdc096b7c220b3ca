import { JsonLists } from '../../db/json-lists.ts'
import type { Statement } from '../../db/statement.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { ClaimsJson } from '../storage/claims-json.ts'
import type { ChunkStamp } from '../storage/writes.ts'
import * as sql from './sql.ts'
import type { ContactWrite } from '../fold/fold-state.ts'
import { provisionalNumber } from '../fold/numbering.ts'
import { type PackedContacts, packedValues, placesOf } from '../storage/contact-packs.ts'

/**
 * The statements that follow the marker of a dry run's chunk: what it would make of contacts goes in
 * front of them for the chunks after it, and nothing else is written.
 */
export async function dryWrites(
  writes: readonly ContactWrite[],
  packed: PackedContacts,
  stamp: ChunkStamp,
): Promise<Statement[]> {
  const contacts = new JsonLists()
  const claims = new ClaimsJson()
  // Freed first: a row may claim what a row before it gave up.
  for (const { dropped } of writes) for (const claim of dropped) claims.add(claim, null)
  await forEachYielding(writes, (write) => {
    const { id, seq, version, steps, gained } = write
    const number = provisionalNumber(write)
    const values = packedValues(packed, { seq, values: placesOf(write).values })
    const head = `[${number},"${id}",${version + steps.length},`
    const to = contacts.next(head.length + values.length + 1)
    to.add(head)
    to.addBytes(values)
    to.add(']')
    for (const claim of gained) claims.add(claim, number)
  })
  return [
    ...contacts.take().map((some) => sql.putContacts({ ...stamp, contacts: some })),
    ...(claims.isEmpty ? [] : [sql.putIdentities({ ...stamp, claims: claims.take() })]),
  ]
}

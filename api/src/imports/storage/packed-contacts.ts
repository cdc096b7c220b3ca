import type { Field } from '@cardfile/openapi'
import { writeValues } from '../../contacts/contact.ts'
import { bytesAt, PackedTexts } from '../../db/packed-texts.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import type { Unseen } from './found-contacts.ts'
import type { ContactWrite } from '../fold/fold-state.ts'

/** The values of a chunk's contacts as they are stored, in packs of bytes: made once for all who need them. */
export interface PackedContacts {
  /** Of those that were there before, and of those that the chunk creates. */
  updated: readonly Uint8Array<ArrayBuffer>[]
  created: readonly Uint8Array<ArrayBuffer>[]
  /** Where in one of them each contact's values stand, in the order of the writes. */
  places: readonly number[]
}

export async function packContacts(
  writes: readonly ContactWrite[],
  fields: readonly Field[],
  unseen: Unseen,
): Promise<PackedContacts> {
  const [updated, created] = [new PackedTexts(), new PackedTexts()]
  const places: number[] = []
  await forEachYielding(writes, ({ id, seq, values }) => {
    const packed = seq === null ? created : updated
    writeValues(packed.begin(), values, fields, unseen.get(id))
    places.push(packed.end())
  })
  return { updated: updated.take(), created: created.take(), places }
}

/**
 * The values of one of the contacts, as JSON.
 *
 * @param index its place among the writes
 * @param seq its number; null for one that the chunk creates
 */
export function packedValues(
  { updated, created, places }: PackedContacts,
  index: number,
  seq: number | null,
): Uint8Array {
  return bytesAt(seq === null ? created : updated, places[index] as number)
}

import type { StoredContact } from '../storage/found-contacts.ts'
import { ClaimMap } from '../fold/claim-map.ts'
import type { ReadRow } from '../fold/row.ts'
import type { Fold } from '../fold/fold.ts'
import { type Numbering, provisionalNumber } from '../fold/numbering.ts'
import type { Import } from '../import/import.ts'
import type { Supposed } from './missing-options.ts'
import { KeptContacts } from './kept-contacts.ts'
import type { PackedContacts } from '../storage/packed-contacts.ts'
import { type PipelineSlot, until } from './pipeline.ts'

/**
 * What a chunk that is still being written will leave behind, so that the one after it can be folded
 * meanwhile. Should anything else come of it, that fold is thrown away.
 */
export interface ProjectedState {
  /** The import after the chunk. */
  import: Import
  lastRow: number
  /** Options that a dry run would have added by then. */
  supposed: Supposed
  /** The contacts it changes or creates, as they will be. */
  contacts: KeptContacts
  /** The provisional numbers of those it creates, in the order in which they get theirs. */
  created: readonly number[]
  /** The highest number any contact had before; null until it is written, and for a dry run. */
  beforeSeq: number | null
}

export function projectState(
  folded: Fold,
  packed: PackedContacts,
  imported: Import,
  supposed: Supposed,
): ProjectedState {
  return {
    import: imported,
    supposed,
    lastRow: folded.rows.at(-1)?.row.number ?? 0,
    contacts: new KeptContacts(folded.writes, packed),
    created: folded.writes.filter(({ seq }) => seq === null).map(provisionalNumber),
    beforeSeq: null,
  }
}

/**
 * What the chunks ahead will leave that were not there yet when the database was read; waits until they
 * are folded.
 *
 * @param nextChunk the first chunk that was not there
 * @returns nothing where one of them is not in hand, or failed
 */
export async function projectedStatesFrom(
  nextChunk: number,
  { number, ahead }: { number: number; ahead: readonly PipelineSlot[] },
): Promise<readonly ProjectedState[]> {
  const missing = ahead.filter((slot) => slot.number >= nextChunk)
  if (missing.length !== number - nextChunk) return []
  await until(() =>
    missing.every(({ projected, ended, isLate }) => projected !== null || ended || isLate),
  )
  const known = missing.flatMap(({ projected }) => projected ?? [])
  return known.length === missing.length ? known : []
}

/** Whether all that was expected of chunks ahead is written by now. */
export function projectionsHeld(
  ahead: readonly PipelineSlot[],
  expected: readonly ProjectedState[],
): boolean {
  return expected.every((projected) => ahead.some(({ written }) => written === projected))
}

/** The contacts that rows can meet after the chunks ahead, made of those that were found before them. */
export function storedAfter(
  ahead: readonly ProjectedState[],
  found: readonly StoredContact[],
  rows: readonly ReadRow[],
): readonly StoredContact[] {
  if (ahead.length === 0) return found
  const wanted = new ClaimMap<true>()
  for (const { identities } of rows)
    for (const { field, key } of identities) wanted.set(field.id, key, true)
  const stored = new Map(found.map((contact) => [contact.id, contact]))
  for (const { contacts } of ahead) {
    for (const id of contacts.ids) stored.delete(id)
    for (const contact of contacts.meeting(wanted)) stored.set(contact.id, contact)
  }
  return [...stored.values()]
}

export function numberingAfter(ahead: readonly ProjectedState[]): Numbering {
  const given = new Map<number, number>()
  for (const { created, beforeSeq } of ahead)
    if (beforeSeq !== null)
      for (const [index, provisional] of created.entries())
        given.set(provisional, beforeSeq + 1 + index)
  return (seq) => given.get(seq) ?? seq
}

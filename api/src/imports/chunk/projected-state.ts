import type { StoredContact } from '../storage/found-contacts.ts'
import type { ReadRow } from '../fold/row.ts'
import type { ContactWrite } from '../fold/fold-state.ts'
import { type Numbering, provisionalNumber } from '../fold/numbering.ts'
import type { Import } from '../import/import.ts'
import type { Supposed } from './missing-options.ts'
import { KeptContacts } from './kept-contacts.ts'
import type { PackedContacts } from '../storage/contact-packs.ts'
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
  writes: readonly ContactWrite[],
  packed: PackedContacts,
  known: Pick<ProjectedState, 'import' | 'supposed' | 'lastRow'>,
): ProjectedState {
  return {
    ...known,
    contacts: new KeptContacts(writes, packed),
    created: writes.filter(({ seq }) => seq === null).map(provisionalNumber),
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
export type StoredAfter = (
  found: readonly StoredContact[],
  rows: readonly ReadRow[],
) => readonly StoredContact[]

/** @returns what can be asked of all rows, or of some and then of others */
export function storedAfter(ahead: readonly ProjectedState[]): StoredAfter {
  if (ahead.length === 0) return (found) => found
  const changed = ahead.map(({ contacts }) => contacts.search())
  return (found, rows) => {
    const stored = new Map(found.map((contact) => [contact.id, contact]))
    for (const { has, meeting } of changed) {
      for (const id of stored.keys()) if (has(id)) stored.delete(id)
      for (const contact of meeting(rows)) stored.set(contact.id, contact)
    }
    return [...stored.values()]
  }
}

export function numberingAfter(ahead: readonly ProjectedState[]): Numbering {
  const given = new Map<number, number>()
  for (const { created, beforeSeq } of ahead)
    if (beforeSeq !== null)
      for (const [index, provisional] of created.entries())
        given.set(provisional, beforeSeq + 1 + index)
  return (seq) => given.get(seq) ?? seq
}

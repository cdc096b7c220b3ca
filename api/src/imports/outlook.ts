import type { Unseen } from './chunk-writes.ts'
import { ClaimMap } from './claim-map.ts'
import type { ReadRow } from './file-rows.ts'
import type { Fold } from './fold.ts'
import type { Import } from './import.ts'
import { type Turn, until } from './turns.ts'
import type { Present } from './world.ts'

/**
 * What a chunk that is still being written will leave behind, so that the one after it can be folded
 * meanwhile. Should anything else come of it, that fold is thrown away.
 */
export interface Outlook {
  /** The import after the chunk. */
  import: Import
  lastRow: number
  /** The contacts it changes or creates, as they will be. */
  contacts: readonly Present[]
  unseen: Unseen
  /** The provisional numbers of those it creates, in the order in which they get theirs. */
  created: readonly number[]
  /** The highest number any contact had before; null until it is written, and for a dry run. */
  beforeSeq: number | null
}

/**
 * Numbers for the contacts that a fold creates, below 0, by id. Row numbers only rise, so no two
 * contacts of one import are given the same. A dry run keeps them; others get theirs when written.
 */
export function provisionalNumbers({ rows }: Pick<Fold, 'rows'>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const { outcome, contactId, row } of rows)
    if (outcome === 'created' && contactId !== null) numbers.set(contactId, -row.number)
  return numbers
}

export function outlookOf(folded: Fold, imported: Import, unseen: Unseen): Outlook {
  const numbers = provisionalNumbers(folded)
  const numberOf = (id: string) => numbers.get(id) ?? 0
  return {
    import: imported,
    lastRow: folded.rows.at(-1)?.row.number ?? 0,
    contacts: folded.writes.map(({ id, seq, version, steps, values, claims }) => ({
      id,
      seq: seq ?? numberOf(id),
      version: version + steps.length,
      values,
      claims,
    })),
    unseen,
    created: folded.writes.flatMap(({ id, seq }) => (seq === null ? [numberOf(id)] : [])),
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
export async function outlooksFrom(
  nextChunk: number,
  { number, ahead }: { number: number; ahead: readonly Turn[] },
): Promise<readonly Outlook[]> {
  const missing = ahead.filter((turn) => turn.number >= nextChunk)
  if (missing.length !== number - nextChunk) return []
  await until(() =>
    missing.every(({ outlook, ended, isLate }) => outlook !== null || ended || isLate),
  )
  const known = missing.flatMap(({ outlook }) => outlook ?? [])
  return known.length === missing.length ? known : []
}

/** Whether all that was expected of chunks ahead is written by now. */
export function cameTrue(ahead: readonly Turn[], expected: readonly Outlook[]): boolean {
  return expected.every((outlook) => ahead.some(({ written }) => written === outlook))
}

/** The contacts that rows can meet after the chunks ahead, made of those that were found before them. */
export function presentAfter(
  ahead: readonly Outlook[],
  found: readonly Present[],
  rows: readonly ReadRow[],
): readonly Present[] {
  if (ahead.length === 0) return found
  const wanted = new ClaimMap<true>()
  for (const { identities } of rows)
    for (const { field, key } of identities) wanted.set(field.id, key, true)
  const present = new Map(found.map((contact) => [contact.id, contact]))
  for (const { contacts } of ahead)
    for (const contact of contacts)
      if (contact.claims.some(([fieldId, key]) => wanted.get(fieldId, key)))
        present.set(contact.id, contact)
      else present.delete(contact.id)
  return [...present.values()]
}

/** Members that no live field reads, of the contacts that are present after the chunks ahead. */
export function unseenAfter(
  ahead: readonly Outlook[],
  found: Unseen,
  present: readonly Present[],
): Unseen {
  const all = [found, ...ahead.map(({ unseen }) => unseen)].filter(({ size }) => size > 0)
  const unseen = new Map<string, Record<string, unknown>>()
  if (all.length > 0)
    for (const { id } of present) {
      const members = all.find((known) => known.has(id))?.get(id)
      if (members) unseen.set(id, members)
    }
  return unseen
}

/** A contact's number, also of one that a chunk ahead created: by now it has one. */
export type Numbering = (seq: number) => number

export function numberingAfter(ahead: readonly Outlook[]): Numbering {
  const given = new Map<number, number>()
  for (const { created, beforeSeq } of ahead)
    if (beforeSeq !== null)
      for (const [index, provisional] of created.entries())
        given.set(provisional, beforeSeq + 1 + index)
  return (seq) => given.get(seq) ?? seq
}

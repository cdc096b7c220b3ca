import type { Fold } from './fold.ts'

/** A contact's number, also of one that a chunk ahead created: by now it has one. */
export type Numbering = (seq: number) => number

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

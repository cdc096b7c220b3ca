import type { ContactWrite } from './fold-state.ts'

/** A contact's number, also of one that a chunk ahead created: by now it has one. */
export type Numbering = (seq: number) => number

/**
 * The number of a contact that a chunk writes, below 0 for one that it creates. Row numbers only rise, so no
 * two contacts of one import are given the same. A dry run keeps them; others get theirs when written.
 */
export function provisionalNumber({ seq, row }: Pick<ContactWrite, 'seq' | 'row'>): number {
  return seq ?? -(row ?? 0)
}

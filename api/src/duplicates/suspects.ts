import { type Field, reason, type Reason } from '@cardfile/openapi'
import { type Contact, contactFromRow, unpackValues } from '../contacts/contact.ts'
import type { Row } from '../db/result.ts'
import { keyNumber } from './key-number.ts'
import { type DuplicateKey, keysOf } from './keys.ts'
import { likenessOf } from './likeness.ts'
import { mostSharing, type Strength, strengthOf } from './signals.ts'

/** A contact that may be the same person as another one, and why. */
export interface Suspect {
  contact: Contact
  /** How much they look like one, up to 100. */
  score: number
  strength: Strength
  reasons: Reason[]
}

/**
 * Judges contacts by what they are now and by the fields that whoever asks sees: what the tables say of them is
 * only whom to look at.
 *
 * @param keys of who is suspected to be one of them, likewise
 * @param rows of `contactColumns`
 * @param least the score from which on one is told of
 */
export function suspectsAmong(
  keys: readonly DuplicateKey[],
  rows: readonly Row[],
  fields: readonly Field[],
  least: number,
): Suspect[] {
  return rows
    .flatMap((row): Suspect[] => {
      const others = keysOf(unpackValues(String(row.data), fields), fields)
      const { score, reasons } = likenessOf(keys, others)
      if (score < least) return []
      return [{ contact: contactFromRow(row, fields), score, strength: strengthOf(score), reasons }]
    })
    .sort((a, b) => b.score - a.score)
}

/** Numbers of keys, for a statement. */
export function keyNumbers(keys: readonly DuplicateKey[]): string {
  return JSON.stringify(keys.map(({ text }) => keyNumber(text)))
}

/** What so many contacts have that it tells nothing of any of them. @param shared rows of `key` */
export function passedOver(keys: readonly DuplicateKey[], shared: readonly Row[]): Reason[] {
  const numbers = new Set(shared.map(({ key }) => Number(key)))
  const values = keys.filter(({ text }) => numbers.has(keyNumber(text))).map(({ value }) => value)
  return [...new Set(values)].map((value) =>
    reason('shared_by_many', { values: [value], most: mostSharing }),
  )
}

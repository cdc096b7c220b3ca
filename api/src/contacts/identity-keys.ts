import {
  claimedFieldsOf,
  type Conflict,
  type Field,
  identityKey,
  uniqueKey,
  type Values,
} from '@cardfile/openapi'
import type { Result, Row } from '../db/result.ts'

/** What no other contact may have, an identity or a value of a unique field: with the key it is unique by. */
export interface Identity {
  field: Field
  value: string
  key: string
}

/** That key within its field. */
export type Claim = readonly [fieldId: number, key: string]

/** A contact that has a key which another is to have. */
export interface Holder {
  claim: Claim
  name: string
}

/** From a row of field_id, key and name. */
export function holderFrom({ field_id, key, name }: Row): Holder {
  return { claim: [Number(field_id), String(key)], name: String(name) }
}

/** The identities, and values of unique fields, among values that `contactSchema` has already judged. */
export function identitiesOf(values: Values, fields: readonly Field[]): Identity[] {
  let identities: Identity[] = []
  for (const field of claimedFieldsOf(fields)) {
    const typed = values[field.key]
    if (typed === undefined) continue
    const of = identitiesIn(field, typed)
    // What is pushed to takes room for many more, and thousands of rows have one or two.
    identities = identities.length === 0 ? of : identities.concat(of)
  }
  return identities
}

function identitiesIn(field: Field, typed: unknown): Identity[] {
  if (typeof typed === 'string' || typeof typed === 'number')
    return [{ field, value: String(typed), key: uniqueKey(typed) }]
  if (!Array.isArray(typed)) return []
  const values: readonly string[] = typed
  return values.map((value) => ({ field, value, key: identityKey(field, value) ?? value }))
}

/** The pairs a statement reads through `json_each`: `[[field id, key], …]`. */
export function identityPairs(identities: readonly Identity[]): string {
  return JSON.stringify(identities.map(({ field, key }) => [field.id, key]))
}

/** Conflicts from rows of field_id, key, id and name, in the order the identities were sent. */
export function conflictsFrom(
  rows: Result | undefined,
  identities: readonly Identity[],
): Conflict[] {
  return identities.flatMap(({ field, value, key }) =>
    (rows?.rows ?? [])
      .filter((row) => Number(row.field_id) === field.id && row.key === key)
      .map((row) => ({
        field: field.key,
        value,
        contact: { id: String(row.id), name: String(row.name) },
      })),
  )
}

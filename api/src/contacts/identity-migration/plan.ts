import { type Field, isPhoneIdentity, normaliserOf, type Normalised } from '@cardfile/openapi'
import { storedMembers } from '../contact.ts'

/** A contact's identities as they are stored, by the ids of their fields. */
export interface StoredIdentities {
  seq: number
  values: ReadonlyMap<number, readonly string[]>
  /** The keys it is told apart by; none in the trash. */
  keys: ReadonlyMap<number, readonly string[]>
  inTrash: boolean
}

/** A key of an identity field. */
export type Claim = [fieldId: number, key: string]

/** What has to be written of one contact. */
export interface Rekeyed {
  seq: number
  /** Members of the stored JSON that change; empty where only keys do. */
  patch: Record<string, unknown>
  /** Every key of the contact from now on. */
  claims: Claim[]
}

/**
 * A contact's identities under the present rule: each value as it would be kept today, and its key.
 * A value that the rule refuses, or whose key is somebody else's, stays as it is with the key it had.
 *
 * @param isTaken whether another contact has the key
 * @returns null where all is so already
 */
export function rekeyed(
  contact: StoredIdentities,
  fields: readonly Field[],
  isTaken: (claim: Claim) => boolean,
): Rekeyed | null {
  const result: Rekeyed = { seq: contact.seq, patch: {}, claims: [] }
  let isChanged = false
  for (const field of fields) {
    const before = contact.values.get(field.id) ?? []
    const had = contact.keys.get(field.id) ?? []
    const { values, keys } = inField(field, before, had, (key) => isTaken([field.id, key]))
    if (values.length !== before.length || values.some((value, at) => value !== before[at]))
      Object.assign(result.patch, storedMembers(field, values))
    if (contact.inTrash) continue
    for (const key of keys) result.claims.push([field.id, key])
    isChanged ||= keys.size !== had.length || had.some((key) => !keys.has(key))
  }
  return isChanged || Object.keys(result.patch).length > 0 ? result : null
}

/** The keys that a contact would have if nobody else had them. */
export function wantedClaims(contact: StoredIdentities, fields: readonly Field[]): Claim[] {
  const wanted = rekeyed(contact, fields, () => false)
  return (wanted?.claims ?? []).filter(([id, key]) => !contact.keys.get(id)?.includes(key))
}

function inField(
  field: Field,
  before: readonly string[],
  had: readonly string[],
  isTaken: (key: string) => boolean,
) {
  const values: string[] = []
  const keys = new Set<string>()
  let stays = false
  for (const value of before) {
    const now = asMeant(field, value, had)
    if ('fault' in now || (!had.includes(now.key) && isTaken(now.key))) {
      values.push(value)
      stays = true
      continue
    }
    if (!keys.has(now.key)) values.push(now.value)
    keys.add(now.key)
  }
  // Which of them was whose is not stored; one too many keeps nobody out but a twin.
  if (stays) for (const key of had) keys.add(key)
  return { values, keys }
}

/** Digits from which on the end of a number tells which one it is. */
const fewestDigits = 5

/**
 * What a stored identity means. A national number was read in the country its field had then, which
 * may not be the one it has now; the key that was made of it then still tells.
 */
function asMeant(field: Field, value: string, had: readonly string[]): Normalised {
  const normalise = normaliserOf(field.key)
  const now = normalise(value, field)
  const isNational = isPhoneIdentity(field.key) && !/^\s*(?:\+|00)/.test(value)
  if (!isNational || ('key' in now && had.includes(now.key))) return now
  const digits = value.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length < fewestDigits) return now
  const [known, ...others] = had.filter((key) => key.endsWith(digits))
  return known !== undefined && others.length === 0 ? normalise(known, field) : now
}

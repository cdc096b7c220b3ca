import {
  fieldsByKey,
  identitiesPath,
  isEmptyValue,
  judgeContact,
  missingIdentityReason,
  type Reason,
  reason,
  type Values,
} from '@cardfile/openapi'
import { identitiesOf, type Identity } from '../contacts/identity-keys.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'

export const matchModes = ['fill', 'update', 'leave'] as const
export const severalModes = ['fail', 'prefer', 'merge'] as const

/** What a channel knows of a contact, and what is to become of it. */
export interface Item {
  identities: Values
  values?: Values | undefined
  /** What becomes of the values of a contact that is found. */
  onMatch?: (typeof matchModes)[number] | undefined
  /** What becomes of an item whose identities are those of several contacts. */
  onSeveral?: (typeof severalModes)[number] | undefined
  /** Whether a contact is made where none is found; true unless said otherwise. */
  create?: boolean | undefined
}

/** An item judged for itself, as far as that can be done without knowing whom it meets. */
export interface ReadItem {
  item: Item
  /** As they would be kept, the identities too; null is somebody's word that there is no value. */
  values: Values
  identities: readonly Identity[]
  /** The same with the values of unique fields. */
  claims: readonly Identity[]
  /** Any at all, by path: the item fails. */
  reasons: Readonly<Record<string, Reason[]>> | null
}

/** Judges each identity and value by the definitions as its sender sees them. */
export function readItem(item: Item, { everyField, fields }: FieldSnapshot): ReadItem {
  const { identities: sent, values: others = {} } = item
  const reasons: Record<string, Reason[]> = {}
  const byKey = fieldsByKey(fields)
  const known: Values = {}
  for (const [key, value] of Object.entries(sent))
    if (byKey.get(key)?.kind !== 'I') reasons[`identities.${key}`] = [reason('unknown_field')]
    else if (!isEmptyValue(value)) known[key] = value
  for (const [key, value] of Object.entries(others))
    if (byKey.get(key)?.kind === 'I') reasons[`values.${key}`] = [reason('unknown_field')]
    else known[key] = value
  const verdict = judgeContact(everyField, 'patch', known)
  Object.assign(reasons, verdict.reasons && pathed(verdict.reasons, sent))
  const values = verdict.values ?? {}
  const claims = identitiesOf(values, everyField)
  const identities = claims.filter(({ field }) => field.kind === 'I')
  if (identities.length === 0 && Object.keys(reasons).length === 0)
    reasons[identitiesPath] = [missingIdentityReason(fields)]
  return {
    item,
    values,
    identities,
    claims,
    reasons: Object.keys(reasons).length > 0 ? reasons : null,
  }
}

/** Reasons by key as reasons by path of the item. */
export function pathed(
  reasons: Readonly<Record<string, Reason[]>>,
  identities: Values,
): Record<string, Reason[]> {
  return Object.fromEntries(
    Object.entries(reasons).map(([key, told]) => [
      key === identitiesPath
        ? key
        : `${Object.hasOwn(identities, key) ? 'identities' : 'values'}.${key}`,
      told,
    ]),
  )
}

import {
  derivedOnce,
  type Field,
  identityTypeOf,
  isComputed,
  nameKey,
  rulesOf,
} from '@cardfile/openapi'
import { aliasesOf } from '@cardfile/openapi/spreadsheet'
import { memberOf } from '../installation/columns.ts'

/** What a field's values are to duplicates. */
export type KeyUse = 'name' | 'company' | 'city' | 'phone' | 'mailbox' | 'number' | 'handle' | 'id'

export interface KeyField {
  field: Field
  use: KeyUse
}

const ids: ReadonlySet<string> = new Set([
  'secure_messaging',
  'sso_id',
  'external_id',
  'visitor_id',
])

const uses: ReadonlyMap<string, KeyUse> = new Map([
  [nameKey, 'name'],
  ['company', 'company'],
  ['city', 'city'],
  ['phone', 'phone'],
  ['sms', 'phone'],
  ['whatsapp', 'phone'],
])

function useOf(field: Field): KeyUse | null {
  if (field.kind === 'I') {
    const { input } = identityTypeOf(field.key)
    if (input === 'email') return 'mailbox'
    if (input === 'tel') return 'number'
    return ids.has(field.key) ? 'id' : 'handle'
  }
  if (isComputed(field)) return null
  const { control, searchable, many } = rulesOf(field)
  if ('input' in control && control.input === 'email') return 'mailbox'
  if (!searchable || many) return null
  if (field.kind === 'S') return uses.get(field.key) ?? null
  // A custom field is what other programs mean by its name: `Firma`, `Mobile phone`.
  const [alias] = aliasesOf([field.name])
  return (alias?.field != null && alias.field !== nameKey && uses.get(alias.field)) || null
}

/** The fields that tell duplicates, in the order of their ids; to who sees masks of one it tells none. */
export const keyFieldsOf = derivedOnce((fields): readonly KeyField[] =>
  fields
    .toSorted((a, b) => a.id - b.id)
    .flatMap((field) => {
      const use = field.masked ? null : useOf(field)
      return use ? [{ field, use }] : []
    }),
)

/** Moves where keys are made of the same values in another way. */
const version = 1

/** What keys are made by. Where it is no longer what stored ones were made by, all are made anew. */
export function keyRuleOf(fields: readonly Field[]): string {
  const used = keyFieldsOf(fields).map(({ field, use }) => [
    use,
    memberOf(field),
    field.defaultCountry ?? null,
  ])
  return JSON.stringify([version, ...used])
}

import { computedKeys, type Field } from './field.ts'
import { defaultCountry } from './identities/normalised.ts'
import { identityTypes, isPhoneIdentity } from './identities/registry.ts'

type Prebuilt = Pick<Field, 'key' | 'name' | 'type'> & Partial<Field>

const longText = { length: 256 }

const system: readonly Prebuilt[] = [
  { key: 'name', name: 'Name', type: 'text', ...longText, required: true, indexed: true },
  { key: 'first_name', name: 'First name', type: 'text', ...longText },
  { key: 'last_name', name: 'Last name', type: 'text', ...longText },
  { key: 'alias', name: 'Alias', type: 'text', ...longText },
  { key: 'title', name: 'Title', type: 'text', ...longText },
  { key: 'company', name: 'Company', type: 'text', ...longText, indexed: true },
  { key: 'phone', name: 'Phone', type: 'text', ...longText },
  { key: 'fax', name: 'Fax', type: 'text', ...longText },
  { key: 'address', name: 'Address', type: 'text', length: 512 },
  { key: 'city', name: 'City', type: 'text', ...longText, indexed: true },
  { key: 'state', name: 'State/Province', type: 'text', ...longText },
  { key: 'country', name: 'Country', type: 'text', ...longText, indexed: true },
  { key: 'postal_code', name: 'Postal code', type: 'text', length: 32 },
  { key: 'time_zone', name: 'Time zone', type: 'timezone' },
  { key: 'description', name: 'Description', type: 'textarea', length: 4_000 },
]

const computed: readonly Prebuilt[] = [
  { key: 'created_at', name: 'Created at', type: 'datetime', indexed: true },
  { key: 'updated_at', name: 'Updated at', type: 'datetime', indexed: true, visible: false },
]

const identities: readonly Prebuilt[] = identityTypes.map(({ key, label, input, length }) => ({
  key,
  name: label,
  kind: 'I',
  type: input === 'email' ? 'email' : 'text',
  length,
  indexed: true,
  ...(isPhoneIdentity(key) ? { defaultCountry } : {}),
}))

const everything = [...system, ...computed, ...identities]
const first = new Set(['name', 'email', 'sms'])
const last = new Set(['alias', 'fax', ...computedKeys])
const among = (keys: ReadonlySet<string>) => everything.filter(({ key }) => keys.has(key))
const neither = ({ key }: Prebuilt) => !first.has(key) && !last.has(key)

/**
 * The fields every installation begins with. Ids count from 1 in the order above. Positions put
 * first what most contacts have: a table that begins with empty columns tells nobody anything.
 */
export const prebuiltFields: readonly Field[] = withPositions(everything, [
  ...among(first),
  ...system.filter(neither),
  ...identities.filter(neither),
  ...among(last),
])

/** Ids from here on are minted for custom fields. */
export const firstCustomFieldId = 101

function withPositions(byId: readonly Prebuilt[], byPosition: readonly Prebuilt[]): Field[] {
  return byId.map((field, index) => ({
    kind: 'S',
    helpText: null,
    defaultValue: null,
    visible: true,
    required: false,
    readOnly: computedKeys.has(field.key),
    indexed: false,
    ...field,
    id: index + 1,
    position: byPosition.indexOf(field) + 1,
    version: 1,
  }))
}

interface DeclaredType {
  key: string
  label: string
  input: 'text' | 'email' | 'tel'
  length: number
}

const declared = [
  { key: 'email', label: 'Email', input: 'email', length: 254 },
  { key: 'sms', label: 'SMS', input: 'tel', length: 64 },
  {
    key: 'facebook',
    label: 'Facebook',
    input: 'text',
    length: 256,
  },
  {
    key: 'twitter',
    label: 'X (Twitter)',
    input: 'text',
    length: 256,
  },
  {
    key: 'instagram',
    label: 'Instagram',
    input: 'text',
    length: 256,
  },
  { key: 'whatsapp', label: 'WhatsApp', input: 'tel', length: 64 },
  {
    key: 'telegram',
    label: 'Telegram',
    input: 'text',
    length: 256,
  },
  { key: 'wechat', label: 'WeChat', input: 'text', length: 256 },
  { key: 'line', label: 'Line', input: 'text', length: 256 },
  {
    key: 'secure_messaging',
    label: 'Secure Messaging',
    input: 'text',
    length: 256,
  },
  { key: 'sso_id', label: 'SSO ID', input: 'text', length: 256 },
  {
    key: 'external_id',
    label: 'External ID',
    input: 'text',
    length: 256,
  },
  {
    key: 'visitor_id',
    label: 'Visitor ID',
    input: 'text',
    length: 256,
  },
] as const satisfies readonly DeclaredType[]

export type IdentityKey = (typeof declared)[number]['key']

export interface IdentityType extends DeclaredType {
  key: IdentityKey
}

/** Every identity type, in the order they are offered; how each is normalised stands in `normalise.ts`. */
export const identityTypes: readonly IdentityType[] = declared

const byKey: ReadonlyMap<string, IdentityType> = new Map(
  identityTypes.map((type) => [type.key, type]),
)

/** @throws RangeError for a key that is no identity's. */
export function identityTypeOf(key: string): IdentityType {
  const type = byKey.get(key)
  if (!type) throw new RangeError(`no identity type "${key}"`)
  return type
}

/** True where a national number needs to know its country. */
export function isPhoneIdentity(key: string): boolean {
  return byKey.get(key)?.input === 'tel'
}

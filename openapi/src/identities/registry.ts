import { normaliseEmail } from './email.ts'
import { handleOf } from './handle.ts'
import type { Normalise } from './normalised.ts'
import { normaliseOpaqueId } from './opaque-id.ts'
import { normaliseSms, normaliseWhatsapp } from './phone.ts'
import * as sites from './sites.ts'

export { type IdentitySettings, longestTyped, type Normalised } from './normalised.ts'
export { phoneDigits } from './phone-digits.ts'
export { defaultCountry, fromCountry, isPhoneCountry } from './phone.ts'

export interface IdentityType {
  key: string
  label: string
  input: 'text' | 'email' | 'tel'
  length: number
  normalise: Normalise
}

/** Every identity type, in the order they are offered. */
export const identityTypes: readonly IdentityType[] = [
  { key: 'email', label: 'Email', input: 'email', length: 254, normalise: normaliseEmail },
  { key: 'sms', label: 'SMS', input: 'tel', length: 64, normalise: normaliseSms },
  {
    key: 'facebook',
    label: 'Facebook',
    input: 'text',
    length: 256,
    normalise: handleOf(sites.facebook),
  },
  {
    key: 'twitter',
    label: 'X (Twitter)',
    input: 'text',
    length: 256,
    normalise: handleOf(sites.twitter),
  },
  {
    key: 'instagram',
    label: 'Instagram',
    input: 'text',
    length: 256,
    normalise: handleOf(sites.instagram),
  },
  { key: 'whatsapp', label: 'WhatsApp', input: 'tel', length: 64, normalise: normaliseWhatsapp },
  {
    key: 'telegram',
    label: 'Telegram',
    input: 'text',
    length: 256,
    normalise: handleOf(sites.telegram),
  },
  { key: 'wechat', label: 'WeChat', input: 'text', length: 256, normalise: handleOf(sites.wechat) },
  { key: 'line', label: 'Line', input: 'text', length: 256, normalise: handleOf(sites.line) },
  {
    key: 'secure_messaging',
    label: 'Secure Messaging',
    input: 'text',
    length: 256,
    normalise: normaliseOpaqueId,
  },
  { key: 'sso_id', label: 'SSO ID', input: 'text', length: 256, normalise: normaliseOpaqueId },
  {
    key: 'external_id',
    label: 'External ID',
    input: 'text',
    length: 256,
    normalise: normaliseOpaqueId,
  },
  {
    key: 'visitor_id',
    label: 'Visitor ID',
    input: 'text',
    length: 256,
    normalise: normaliseOpaqueId,
  },
]

const byKey = new Map(identityTypes.map((type) => [type.key, type]))

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

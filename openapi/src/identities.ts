import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { isEmailAddress } from './field-types/email.ts'

/** What normalising an identity may need from its field. */
export interface IdentitySettings {
  /** ISO 3166-1 alpha-2: the country a phone number without a country code is meant in. */
  defaultCountry?: string | undefined
}

export type Normalised = { key: string } | { fault: string }

export interface IdentityType {
  key: string
  label: string
  input: 'text' | 'email' | 'tel'
  length: number
  /**
   * The form in which two spellings of one identity are equal. The value itself is kept as typed.
   */
  normalise(value: string, settings: IdentitySettings): Normalised
}

export const defaultCountry = 'US'

function email(value: string): Normalised {
  const trimmed = value.trim().normalize('NFC')
  if (!isEmailAddress(trimmed)) return { fault: 'must be an e-mail address like ann@example.com' }
  // A second NFC: lower-casing can take composed characters apart.
  return { key: trimmed.toLowerCase().normalize('NFC') }
}

function phone(value: string, settings: IdentitySettings): Normalised {
  const country = settings.defaultCountry ?? defaultCountry
  const parsed = parsePhoneNumberFromString(value.trim().replace(/^00/, '+'), {
    defaultCountry: country as 'US',
    extract: false,
  })
  // Possible, not valid: numbering plans change faster than their tables, and a number that a
  // person is reached under must not be refused because of it.
  if (!parsed?.isPossible())
    return {
      fault: `must be a phone number like +49 30 123456 (without a +, it is read as one of ${country})`,
    }
  return { key: parsed.number }
}

/**
 * A phone number from a country other than its field's, in a form that means the same there. A value
 * is read again and again in its field's country, so a national number cannot stay as it is.
 *
 * @param from ISO 3166-1 alpha-2
 * @param own the field's country
 */
export function fromCountry(value: string, from: string, own = defaultCountry): string {
  if (from === own || /^\s*(\+|00)/.test(value)) return value
  const normalised = phone(value, { defaultCountry: from })
  // With its country said, what is wrong with it is not taken for a number of the field's.
  return 'key' in normalised
    ? normalised.key
    : `+${getCountryCallingCode(from as CountryCode)} ${value}`
}

/** Handles are written with and without @, in any case, and often pasted as the profile's address. */
function handle(hosts: RegExp | null) {
  return (value: string): Normalised => {
    const text = value.trim().normalize('NFC')
    const path = hosts && hosts.test(text) ? profileOf(text.replace(hosts, '')) : text
    const key = path.replace(/^@+/, '').toLowerCase().normalize('NFC')
    if (key === '') return { fault: 'must not be empty' }
    if (/\s/.test(key)) return { fault: 'must not contain blanks' }
    return { key }
  }
}

/**
 * Whose profile a path is. One of several steps is kept whole: what its first step means is up to
 * the site (`people/…`, `groups/…`), and two people must never be taken for one.
 */
function profileOf(path: string): string {
  const numbered = /^profile\.php\?(?:.*&)?id=(\d+)/i.exec(path)
  return numbered?.[1] ?? path.replace(/[?#].*$/, '').replace(/\/+$/, '')
}

/** Ids other systems mint: their case may carry meaning. */
function exact(value: string): Normalised {
  const key = value.trim().normalize('NFC')
  return key === '' ? { fault: 'must not be empty' } : { key }
}

const host = (names: string) =>
  new RegExp(String.raw`^(?:https?://)?(?:www\.|m\.|mobile\.)?(?:${names})/`, 'i')

/** Every identity type, in the order they are offered. */
export const identityTypes: readonly IdentityType[] = [
  { key: 'email', label: 'Email', input: 'email', length: 254, normalise: email },
  { key: 'sms', label: 'SMS', input: 'tel', length: 64, normalise: phone },
  {
    key: 'facebook',
    label: 'Facebook',
    input: 'text',
    length: 256,
    normalise: handle(host(String.raw`facebook\.com|fb\.com`)),
  },
  {
    key: 'twitter',
    label: 'X (Twitter)',
    input: 'text',
    length: 256,
    normalise: handle(host(String.raw`x\.com|twitter\.com`)),
  },
  {
    key: 'instagram',
    label: 'Instagram',
    input: 'text',
    length: 256,
    normalise: handle(host(String.raw`instagram\.com`)),
  },
  { key: 'whatsapp', label: 'WhatsApp', input: 'tel', length: 64, normalise: phone },
  {
    key: 'telegram',
    label: 'Telegram',
    input: 'text',
    length: 256,
    normalise: handle(host(String.raw`t\.me|telegram\.me`)),
  },
  { key: 'wechat', label: 'WeChat', input: 'text', length: 256, normalise: handle(null) },
  { key: 'line', label: 'Line', input: 'text', length: 256, normalise: handle(null) },
  {
    key: 'secure_messaging',
    label: 'Secure Messaging',
    input: 'text',
    length: 256,
    normalise: exact,
  },
  { key: 'sso_id', label: 'SSO ID', input: 'text', length: 256, normalise: exact },
  { key: 'external_id', label: 'External ID', input: 'text', length: 256, normalise: exact },
  { key: 'visitor_id', label: 'Visitor ID', input: 'text', length: 256, normalise: exact },
]

const byKey = new Map(identityTypes.map((type) => [type.key, type]))

/** @throws RangeError for a key that is no identity's. */
export function identityTypeOf(key: string): IdentityType {
  const type = byKey.get(key)
  if (!type) throw new RangeError(`no identity type "${key}"`)
  return type
}

/** True for a country that numbers can be read in, by its ISO 3166-1 alpha-2 code. */
export function isPhoneCountry(code: string): boolean {
  return isSupportedCountry(code)
}

/** True where a national number needs to know its country. */
export function isPhoneIdentity(key: string): boolean {
  return byKey.get(key)?.input === 'tel'
}

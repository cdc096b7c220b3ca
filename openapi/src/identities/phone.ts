import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { reason } from '../reasons/reason.ts'
import { isSpoiltNumber, withoutInvisible } from '../text/folded.ts'
import type { IdentitySettings, Normalised } from './normalised.ts'

export const defaultCountry = 'US'

/**
 * A phone number. One without a country code is kept in its international form from then on, so
 * that it stays the same number when the field's country changes.
 */
function normalisePhone(typed: string, settings: IdentitySettings): Normalised {
  const text = bareNumber(typed)
  if (isSpoiltNumber(text)) return { fault: reason('spoilt_number') }
  const country = settings.defaultCountry ?? defaultCountry
  const international = text.startsWith('+')
  const mexican = mexicanMobile(text)
  if (mexican !== null) return { value: text, key: mexican }
  const parsed = parsePhoneNumberFromString(text, {
    defaultCountry: country as 'US',
    extract: false,
  })
  // Possible, not valid: numbering plans change faster than their tables, and a number that a
  // person is reached under must not be refused because of it.
  if (!parsed?.isPossible()) return { fault: reason('not_phone', { country }) }
  const extension = parsed.ext ? ` ext. ${parsed.ext}` : ''
  return {
    value: international ? text : `${parsed.number}${extension}`,
    key: `${oneSpelling(parsed.number)}${extension}`,
  }
}

const link =
  /^(?:tel:|sms:|callto:|whatsapp:\/\/send\/?\?(?:.*&)?phone=|(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?(?:.*&)?phone=))(?=\+|%2B|\d)/i

/** The number within a link, without signs that are not seen and with plain digits and signs. */
function bareNumber(typed: string): string {
  const text = withoutInvisible(typed).normalize('NFKC').trim()
  const linked = text.replace(link, '')
  if (linked === text) return text.replace(/^00/, '+').replace(/[\s,;.]+$/, '')
  const number = linked.replace(/^%2B/i, '+').replace(/[?&/#].*$/, '')
  // WhatsApp's own links have the international form without its plus.
  return /whatsapp|wa\.me/i.test(text)
    ? number.replace(/^\+?(?:00)?/, '+')
    : number.replace(/^00/, '+')
}

/** WhatsApp still writes the 1 that Mexican mobile numbers had until 2019; its plan has none. */
function mexicanMobile(text: string): string | null {
  const digits = /^\+52[^\dA-Za-z]*1(?:[^\dA-Za-z]*\d){10}$/.test(text)
    ? text.replace(/\D/g, '')
    : ''
  return digits ? `+52${digits.slice(3)}` : null
}

/**
 * Two plans write one mobile number two ways: Brazil put a 9 before its eight digits (2012 to 2016,
 * and WhatsApp kept many without), Argentina has one after its country code when called from abroad.
 */
function oneSpelling(number: string): string {
  return number.replace(/^\+55(\d\d)([6-9]\d{7})$/, '+55$19$2').replace(/^\+549(\d{10})$/, '+54$1')
}

// What people write where they know no number.
const placeholder = /^(?:n\.?a|nil|null|none|no|unknown|tbd|test|tel|phone|sms|abc|x+)\.?$/i

/** An SMS also comes from short codes and from senders named by up to eleven letters and digits. */
export function normaliseSms(typed: string, settings: IdentitySettings): Normalised {
  const text = bareNumber(typed)
  // A key of its own kind: a short code is no number of a country, and letters have no plus.
  if (/^[1-9]\d{3,4}$/.test(text)) return { value: text, key: text }
  const isSender = /^(?=.*[A-Za-z])[A-Za-z\d][A-Za-z\d &._-]{2,10}$/.test(text)
  if (isSender && !placeholder.test(text) && !/^(?:ext|tel)|\d{5}/i.test(text))
    return { value: text, key: text.toLowerCase().replace(/\s+/g, ' ') }
  const number = normalisePhone(typed, settings)
  return 'fault' in number && /^[1-9]\d{2,5}$/.test(text) ? { value: text, key: text } : number
}

/**
 * WhatsApp knows people by phone number, and by ids that are another one for each business: a
 * country, `ENT` for ids shared by several businesses, and letters whose case counts.
 */
export function normaliseWhatsapp(typed: string, settings: IdentitySettings): Normalised {
  const id = withoutInvisible(typed).trim()
  return /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(id)
    ? { value: id, key: id }
    : normalisePhone(typed, settings)
}

/**
 * A phone number from a country other than its field's, in a form that means the same there.
 *
 * @param from ISO 3166-1 alpha-2
 * @param own the field's country
 */
export function fromCountry(
  value: string,
  from: string,
  normalise: (value: string, settings: IdentitySettings) => Normalised,
  own = defaultCountry,
): string {
  if (from === own) return value
  const read = normalise(value, { defaultCountry: from })
  if ('value' in read) return read.value
  // With its country said, what is wrong with it is not taken for a number of the field's.
  return 'fault' in normalise(value, { defaultCountry: own })
    ? value
    : `+${getCountryCallingCode(from as CountryCode)} ${value}`
}

/** True for a country that numbers can be read in, by its ISO 3166-1 alpha-2 code. */
export function isPhoneCountry(code: string): boolean {
  return isSupportedCountry(code)
}

import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { reason } from '../reasons/reason.ts'
import { bareNumber } from './bare-number.ts'
import { inInternationalForm } from './international-prefix.ts'
import {
  defaultCountry,
  type IdentitySettings,
  longestTyped,
  type Normalised,
} from './normalised.ts'
import { hasOtherPlans, inPresentPlan, lacksAreaCode, oneSpelling } from './numbering-plans.ts'
import { plainNumber } from './plain-number.ts'
import { isSpoiltNumber } from './spoilt-number.ts'

/**
 * A phone number. One without a country code is kept in its international form from then on, so
 * that it stays the same number when the field's country changes.
 */
function readPhone(bare: string, country: string): Normalised {
  const plain = plainNumber(bare)
  if (plain !== null && !hasOtherPlans(plain)) return { value: bare, key: plain }
  if (isSpoiltNumber(bare)) return { fault: reason('spoilt_number') }
  const text = inInternationalForm(bare, country)
  const parsed = parsePhoneNumberFromString(inPresentPlan(text, country), {
    defaultCountry: country as 'US',
    extract: false,
  })
  // Possible, not valid: numbering plans change faster than their tables, and a number that a
  // person is reached under must not be refused because of it.
  if (!parsed?.isPossible() || hasOtherEnding(text))
    return {
      fault:
        hasOtherEnding(text) || isSeveral(text, country)
          ? reason('several_phones')
          : reason('not_phone', { country }),
    }
  if (lacksAreaCode(parsed.number)) return { fault: reason('area_code_missing') }
  const extension = parsed.ext ? ` ext. ${parsed.ext}` : ''
  return {
    value: text.startsWith('+') ? text : `${parsed.number}${extension}`,
    key: `${oneSpelling(parsed.number)}${extension}`,
  }
}

/** What people write between the numbers of one person. */
const between =
  /(?<!\s)(?:\s*(?:[,;|/\n、]|:::)\s*|\s+(?:or|and|oder|und|ou|et|o|e|y)\s+|\s+(?=\+))/i

function isSeveral(text: string, country: string): boolean {
  const isNumber = (part: string) =>
    parsePhoneNumberFromString(part, {
      defaultCountry: country as CountryCode,
      extract: false,
    })?.isPossible() === true
  const parts = text.split(between)
  if (parts.length > 1 && parts.every(isNumber)) return true
  // With a blank alone between them, of which there may be more within.
  if (text.length > longestOfTwo) return false
  return [...text.matchAll(/(?<=\d) (?=[(\d])/g)].some(({ index }) => {
    const both = [text.slice(0, index), text.slice(index + 1)]
    return both.every((part) => part.replace(/\D/g, '').length > 6 && isNumber(part))
  })
}

/** Characters of two numbers one behind the other. */
const longestOfTwo = 60

/** `030/5551234/35` is one number, and another with its last digits in place of the first's. */
function hasOtherEnding(text: string): boolean {
  return /\d{4}\/\d{1,3}$/.test(text)
}

/** Countries whose own numbers are no longer than short codes (ITU, national numbering plans). */
const shortPlans: ReadonlySet<string> = new Set([
  'AD',
  'FK',
  'FO',
  'GL',
  'NC',
  'NU',
  'PM',
  'SH',
  'TK',
  'WF',
])

/** GSM 03.40 has room for eleven characters in place of a sender's number. */
const senderName = /^(?!\d+-|.*\d{5}|.*[ .&_-]$)(?=.*[A-Za-z])[A-Za-z\d][A-Za-z\d &._-]{2,10}$/

// What people write where they know no number.
const placeholder =
  /^(?:n\.?a|nil|null|nan|none|no|not? \w+|unknown|undefined|unavailable|private|withheld|anonymous|tbd|tba|test|tel|phone|mobile|mobil|handy|home|work|office|ext|sms|abc|x+|empty|blank|leer|keine?|nein|unbekannt|privat|ninguno|aucun|inconnu|nessuno)\.?$/i

/** An SMS also comes from short codes and from senders named by letters. */
export function normaliseSms(typed: string, settings: IdentitySettings): Normalised {
  const text = bareNumber(typed)
  const country = settings.defaultCountry ?? defaultCountry
  if (/^[1-9]\d{2,5}$/.test(text)) {
    // A short code is no number of a country: it means the same whatever the field's country is.
    const national = shortPlans.has(country) ? readPhone(text, country) : null
    return national && 'key' in national ? national : { value: text, key: text }
  }
  return senderName.test(text) && !placeholder.test(text)
    ? { value: text, key: text.toLowerCase().replace(/\s+/g, ' ') }
    : readPhone(text, country)
}

const group =
  /@(?:g\.us|broadcast|newsletter)$|(?:^|[/.])chat\.whatsapp\.com\/|whatsapp\.com\/channel\//i
/** Links of a business, and ids within a group, from which nobody else can tell the number. */
const unnamed = /@lid$|(?:^|[/.])wa\.me\/(?:message|qr)\/|(?:^|[/.])wa\.link\//i

/**
 * WhatsApp knows people by phone number, and by ids that are another one for each business: a
 * country, `ENT` for ids shared by several businesses, and letters whose case counts. Its programs
 * write numbers in their international form without the plus.
 */
export function normaliseWhatsapp(typed: string, settings: IdentitySettings): Normalised {
  const text = bareNumber(typed).replace(/(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i, '')
  if (group.test(text)) return { fault: reason('group_chat') }
  if (unnamed.test(text)) return { fault: reason('number_not_in_link') }
  if (/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(text)) return { value: text, key: text }
  // Longer than what is dialled within a country.
  if (/^[1-9]\d{11,14}$/.test(text)) {
    const international = readPhone(`+${text}`, defaultCountry)
    if ('key' in international) return international
  }
  return readPhone(text, settings.defaultCountry ?? defaultCountry)
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
  if (from === own || value.length > longestTyped) return value
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

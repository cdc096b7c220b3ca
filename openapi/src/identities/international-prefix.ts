import {
  type CountryCode,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/**
 * A number with a plus in place of the `00` that most of the world dials before a country code. Where it
 * is no number with that, the prefix may be the country's own: 0011 in Australia, 00700 in Korea.
 *
 * @param country ISO 3166-1 alpha-2, where the number is dialled
 */
export function inInternationalForm(text: string, country: string): string {
  if (!text.startsWith('00')) return text
  const usual = text.replace(/^00\s*/, '+')
  if (parsePhoneNumberFromString(usual, { extract: false })?.isValid()) return usual
  const own = parsePhoneNumberFromString(text, {
    defaultCountry: country as CountryCode,
    extract: false,
  })
  const isAbroad = own?.countryCallingCode !== getCountryCallingCode(country as CountryCode)
  if (!own?.isPossible() || !isAbroad) return usual
  return own.ext ? `${own.number} ext. ${own.ext}` : own.number
}

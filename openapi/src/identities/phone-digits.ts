import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { bareNumber } from './bare-number.ts'
import { longestTyped } from './normalised.ts'
import { inInternationalForm } from './international-prefix.ts'
import { inPresentPlan, oneSpelling } from './numbering-plans.ts'

/** Fewer would be found in too many numbers that begin with zeros. */
const fewestDigits = 4

/**
 * The digits that a phone number of any spelling is found by, where one is looked for: `030 555 1234`
 * by `305551234`, `0049 30 555 1234` by that and `49305551234`, the last digits of one by themselves.
 * Each is part of the number as it is kept, in its international form or as it was typed.
 *
 * @param countries ISO 3166-1 alpha-2, those in which national numbers may be meant
 * @returns null for what is no number, or too little of one
 */
export function phoneDigits(typed: string, countries: readonly string[]): string[] | null {
  if (typed.length > longestTyped) return null
  const text = bareNumber(typed)
  const digits = text.replace(/ ext\. .*$/, '').replace(/\D/g, '')
  if (!/^[-+~\d\s()./]+(?: ext\. \d+)?$/.test(text) || digits.length < fewestDigits) return null
  const withoutTrunk = digits.replace(/^0+/, '')
  const found = new Set([withoutTrunk.length < fewestDigits ? digits : withoutTrunk])
  for (const country of text.startsWith('+') ? ['US'] : countries) {
    const number = inInternationalForm(text, country)
    const parsed = parsePhoneNumberFromString(inPresentPlan(number, country), {
      defaultCountry: country as 'US',
      extract: false,
    })
    if (!parsed?.isPossible()) continue
    found.add(oneSpelling(parsed.number).slice(1))
    if (number.startsWith('+')) found.add(parsed.nationalNumber)
  }
  // Programs write the international form without its plus.
  const abroad = /^[1-9]\d{10,14}$/.test(text) ? international(`+${text}`) : undefined
  if (abroad !== undefined) found.add(abroad)
  return [...found]
}

function international(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(inPresentPlan(text, 'US'), { extract: false })
  return parsed?.isValid() ? oneSpelling(parsed.number).slice(1) : undefined
}

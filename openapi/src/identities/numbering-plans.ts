/**
 * A number that is still written by a plan which its country has given up, as it is dialled today:
 * tables of phone numbers know the present plans only, and WhatsApp goes on with some old ones.
 *
 * @param country ISO 3166-1 alpha-2, where a number without a country code is meant
 */
export function inPresentPlan(text: string, country: string): string {
  const [, number = text, extension = ''] = /^(.*?)( ext\. \d+)?$/s.exec(text) ?? []
  return renumbered(number, country) + extension
}

/**
 * Whether a number is of a country with rules in this file.
 *
 * @param number in E.164
 */
export function hasOtherPlans(number: string): boolean {
  return /^\+(?:52|54|55|229)/.test(number)
}

const digits = (count: number) => String.raw`(?=(?:[^\dA-Za-z]*\d){${count}}[^\dA-Za-z]*$)`

// Mexico dropped the 1 of mobile numbers and its trunk prefixes in 2019 (IFT, "marcación a 10 dígitos").
const mexicoMobile = new RegExp(String.raw`^(\+52[^\dA-Za-z]*)1[^\dA-Za-z]*${digits(10)}`)
const mexicoTrunk = new RegExp(
  String.raw`^(?:(?:01|044|045)[^\dA-Za-z]*|1[^\dA-Za-z]+)${digits(10)}`,
)
// Argentina's mobile numbers have a 9 when called from abroad, or a 15 when called from within.
const argentinaBoth = /^(\+54[^\dA-Za-z]*)9(?=(?:[^\dA-Za-z]*\d){12}$)(?=.*15)/
// Benin put 01 before its eight digits in 2024 (ARCEP Bénin).
const benin = new RegExp(String.raw`^(\+229[^\dA-Za-z]*)${digits(8)}`)
const beninNational = new RegExp(`^${digits(8)}`)

function renumbered(number: string, country: string): string {
  if (number.startsWith('+'))
    return number.replace(mexicoMobile, '$1').replace(argentinaBoth, '$1').replace(benin, '$101 ')
  if (country === 'MX') return number.replace(mexicoTrunk, '')
  return country === 'BJ' ? number.replace(beninNational, '01 ') : number
}

/**
 * Whether a number lacks its area code, without which it is another person's in each area: tables of
 * phone numbers take some of them for whole ones, for the sake of services that have none.
 *
 * @param number in E.164
 */
export function lacksAreaCode(number: string): boolean {
  // Brazil's areas have two digits before eight or nine (Anatel, Resolução 749/2022); services have eight.
  // No area of Argentina begins with 15, which stands before mobile numbers within an area.
  return /^\+55(?!300\d|40[02]\d)\d{8,9}$/.test(number) || /^\+5415\d{8}$/.test(number)
}

/**
 * Two plans write one mobile number two ways: Brazil put a 9 before its eight digits (2012 to 2016,
 * and WhatsApp kept many without), Argentina has one after its country code when called from abroad.
 *
 * @param number in E.164
 */
export function oneSpelling(number: string): string {
  return number.replace(/^\+55(\d\d)([6-9]\d{7})$/, '+55$19$2').replace(/^\+549(\d{10})$/, '+54$1')
}

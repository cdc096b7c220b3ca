import { type Reason, reason } from '../reasons/reason.ts'
import { type NumberMarks, plainNumeral } from './number-marks.ts'

/**
 * Digits that a number with decimals may have, from the first that is not 0. So many come back from a
 * binary number of 64 bits just as they were written, whichever they are (IEEE 754; DBL_DIG in C).
 */
export const mostDigits = 15

/** Characters; what is longer is no number, and would take long to search for one. */
const longestNumber = 400

/** A way to read a text as a number. */
interface Reading {
  whole: string
  decimals: string
  /** The marks it takes for those before the decimals and between thousands. */
  decimalMark: string
  groupMark: string
}

interface Numeral {
  sign: string
  digits: string
  exponent: string
}

const numeral = /^(?<sign>[+-]?) ?(?<digits>[\d.,' ٫٬]*\d\.?)(?<exponent>e[+-]?\d{1,3})?$/i
const inThrees = /^[1-9]\d{0,2}([.,' ٬])\d{3}(?:\1\d{3})*$/
// A thousand, then hundreds of it, as in India: 12,34,567.
const inTwos = /^[1-9]\d?(?:([.,' ٬])\d{2})(?:\1\d{2})*\1\d{3}$/

/**
 * Reads a number that a person wrote. What can be read one way only is that number, whatever marks are
 * usual where it was written; what can be read two ways is what `marks` make of it, unless the decimals
 * would be more than there may be. No character is passed over: what is no part of a number is named.
 *
 * @param decimals how many the number may have
 * @returns the number, or why there is none
 */
export function readNumber(typed: string, marks: NumberMarks, decimals: number): number | Reason {
  if (typed.length > longestNumber) return reason('not_number')
  const text = plainNumeral(typed)
  // Two numbers in two lines of a cell are no number with blanks between its thousands.
  if (lines.test(typed.trim())) return reason('not_number')
  const found = numeral.exec(text)?.groups as Numeral | undefined
  if (!found) return otherThanNumber(text)
  const readings = readingsOf(found.digits)
  const meant = readings.length === 1 ? readings[0] : readings.find((one) => isUsual(one, marks))
  if (readings.length > 1 && (!meant || meant.decimals.length > decimals))
    return ambiguous(readings, marks)
  return meant ? numberOf(meant, found) : reason('not_number')
}

const lines = /[\n\r\t\v\f\u2028\u2029]/

/** Every way in which the marks may part thousands and begin the decimals. */
function readingsOf(digits: string): Reading[] {
  return ['', '.', ',', '٫'].flatMap((decimalMark) => {
    const at = decimalMark === '' ? digits.length : digits.indexOf(decimalMark)
    if (at < 0) return []
    const [written, decimals] = [digits.slice(0, at), digits.slice(at + 1)]
    // A point at the very end is how some programs write a whole number; any other mark is unfinished.
    if (!/^\d*$/.test(decimals) || (decimals === '' && !['', '.'].includes(decimalMark))) return []
    const group = /^\d*$/.test(written)
      ? ''
      : (inThrees.exec(written)?.[1] ?? inTwos.exec(written)?.[1])
    if (group === undefined || (group !== '' && group === decimalMark)) return []
    return [{ whole: written.replace(/\D/g, ''), decimals, decimalMark, groupMark: group }]
  })
}

function isUsual({ decimalMark, groupMark }: Reading, { decimal, groups }: NumberMarks): boolean {
  return (decimalMark === '' || decimalMark === decimal) && groups.includes(groupMark)
}

function numberOf({ whole, decimals }: Reading, { sign, exponent = '' }: Numeral): number | Reason {
  const significant = `${whole}${decimals}`.replace(/^0+/, '').replace(/0+$/, '').length
  const isWhole = /^0*$/.test(decimals) && exponent === ''
  // Whole numbers have a bound of their own, beyond which their field refuses them.
  if (!isWhole && significant > mostDigits) return reason('too_many_digits', { most: mostDigits })
  return Number(`${sign}${whole || '0'}.${decimals || '0'}${exponent}`) || 0
}

function ambiguous(readings: readonly Reading[], marks: NumberMarks): Reason {
  const [whole, withDecimals] = readings
    .map((one) => (one.decimals === '' ? one.whole : `${one.whole}${marks.decimal}${one.decimals}`))
    .sort((one, other) => Number(/\D/.test(one)) - Number(/\D/.test(other)))
  return reason('number_read_two_ways', { whole: whole ?? '', decimal: withDecimals ?? '' })
}

/** What accounts write around, before or behind what is below nought, and others for something else. */
const below = /^[([▲△▼▽]$/

/** Names what stands beside the digits, where there are digits. */
function otherThanNumber(text: string): Reason {
  const other = /\d/.test(text) ? /[^\d.,' ٫٬+-]+(?: +[^\d.,' ٫٬+-]+)*/.exec(text)?.[0] : undefined
  if (other === undefined)
    return /^[^-+]*\d ?-$/.test(text)
      ? reason('number_sign_unclear', { other: '-' })
      : reason('not_number')
  return reason(below.test(other) ? 'number_sign_unclear' : 'number_beside_other', { other })
}

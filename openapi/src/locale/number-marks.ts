import { withoutMarks } from '../text/trim-marks.ts'
import { asciiDigits } from './ascii-digits.ts'

/** The marks with which numbers are written, each as `plainMarks` has it. */
export interface NumberMarks {
  /** Before the decimals. */
  decimal: string
  /** Between thousands; empty where nobody has said what stands there. */
  groups: string
}

/** Numbers as programs write them: a point before the decimals, nothing between thousands. */
export const programMarks: NumberMarks = { decimal: '.', groups: '' }

/** A comma before the decimals; between thousands whatever else is usual. */
export const commaMarks: NumberMarks = { decimal: ',', groups: ".' " }

/** A point before the decimals, a comma or whatever else is usual between thousands. */
export const pointMarks: NumberMarks = { decimal: '.', groups: ",' " }

const spellings: readonly (readonly [plain: string, spelled: RegExp])[] = [
  ['.', /．/g],
  [',', /[，،]/g],
  ["'", /[’ʼ＇‘]/g],
  [' ', /[\s\u00a0]/g],
  ['-', /[−‐‑‒–—﹣－˗]/g],
  ['+', /[＋﹢]/g],
]

const plainAlready = /^[!-~](?:[ -~]*[!-~])?$/

/**
 * A text with the digits of every script as 0 to 9, each mark in one spelling, and without what nobody
 * sees. Most are that already, and that is told at once.
 */
export function plainNumeral(text: string): string {
  return plainAlready.test(text) ? text : plainMarks(asciiDigits(withoutMarks(text)))
}

/** A text with each mark of a number in one spelling, whichever of its code points was typed. */
function plainMarks(text: string): string {
  return spellings.reduce((plain, [mark, spelled]) => plain.replace(spelled, mark), text)
}

const known = new Map<string, NumberMarks>()

/** @param language BCP 47 */
export function marksOfLanguage(language: string): NumberMarks {
  let marks = known.get(language)
  if (!marks) {
    const parts = new Intl.NumberFormat(language, { useGrouping: 'always' }).formatToParts(12345.6)
    const mark = (type: string) => plainMarks(parts.find((part) => part.type === type)?.value ?? '')
    marks = { decimal: mark('decimal'), groups: mark('group') }
    known.set(language, marks)
  }
  return marks
}

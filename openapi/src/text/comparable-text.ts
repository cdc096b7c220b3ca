import { foldText } from './fold-text.ts'

/**
 * Stands behind each letter of the scripts that are written without blanks, so that two of them are
 * long enough for the database's index of trigrams. No text has it: control characters are refused.
 */
const filler = '\x7f'

const denseLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/gu

/** The first of them is U+02EA; most texts have none. */
const maybeDense = /[\u02ea-\uffff]/

/** What SQLite's NOCASE, LIKE and lower() make of it is its fold. */
const asAscii = /^[\x00-\x5f\x61-\x7f]*$/

/** True for a text whose fold is itself in lower case, as SQLite makes that of it. */
export function foldsAsAscii(text: string): boolean {
  return asAscii.test(text)
}

/** The form in which texts are compared, in the database and outside of it. */
export function comparableText(text: string): string {
  const fold = foldText(text)
  return maybeDense.test(fold) ? fold.replace(denseLetter, `$&${filler}`) : fold
}

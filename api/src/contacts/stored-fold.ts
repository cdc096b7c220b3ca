import { foldText } from '@cardfile/openapi'

/**
 * Stands behind each letter of the scripts that are written without blanks, so that two of them are
 * long enough for the index of trigrams. No text has it: control characters are refused.
 */
const filler = '\x7f'

const denseLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/gu

/** What SQLite's NOCASE, LIKE and lower() make of it is its fold. */
const foldsAsAscii = /^[\x00-\x5f\x61-\x7f]*$/

/** The form in which texts are compared in the database. */
export function comparableText(text: string): string {
  return foldsAsAscii.test(text)
    ? text.toLowerCase()
    : foldText(text).replace(denseLetter, `$&${filler}`)
}

/**
 * What has to be stored beside a value for it to be compared: its fold, for a list that of each
 * element, or null where the value itself will do, as nearly every one does.
 */
export function foldBeside(value: unknown): string | string[] | null {
  if (typeof value === 'string') return differs(value) ? comparableText(value) : null
  if (!Array.isArray(value)) return null
  const texts: unknown[] = value
  return texts.some((text) => typeof text === 'string' && differs(text))
    ? texts.map((text) => comparableText(String(text)))
    : null
}

function differs(text: string): boolean {
  return !foldsAsAscii.test(text)
}

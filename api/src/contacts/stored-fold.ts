import { comparableText, foldsAsAscii } from '@cardfile/openapi'

/**
 * What has to be stored beside a value for it to be compared: its fold, for a list that of each
 * element, or null where the value itself will do, as nearly every one does.
 */
export function foldBeside(value: unknown): string | string[] | null {
  if (typeof value === 'string') return foldsAsAscii(value) ? null : comparableText(value)
  if (!Array.isArray(value)) return null
  const texts: unknown[] = value
  return texts.some((text) => typeof text === 'string' && !foldsAsAscii(text))
    ? texts.map((text) => comparableText(String(text)))
    : null
}

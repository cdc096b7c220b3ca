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

/**
 * Whether nothing surely has to be stored beside a value, as `foldBeside` would say: nearly all texts are ASCII,
 * which the bytes of their JSON tell without a look at them.
 *
 * @param bytes that the JSON of the value takes
 */
export function isOwnFold(value: unknown, bytes: number): boolean {
  if (typeof value === 'string') return bytes === value.length + 2 && !value.includes('`')
  if (!Array.isArray(value)) return false
  let plain = 1
  for (const text of value as readonly unknown[]) {
    if (typeof text !== 'string' || text.includes('`')) return false
    plain += text.length + 3
  }
  return bytes === plain
}

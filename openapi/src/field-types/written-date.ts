import type { DateOrder } from './type.ts'

const threeNumbers = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?(?:[T,\s]\s*(.+))?$/
const clock = /^(\d{1,2}):(\d{2})(:\d{2}(?:\.\d+)?)?(?:\s*([ap])\.?m\.?)?$/i

/**
 * Text of a date with its three numbers in a stated order, and a time of day if there is one, in the
 * form of ISO 8601. What is not written so, or lacks a year of four digits, is left as it is, for the
 * field to refuse; text that is ISO 8601 already stays so, whatever the order.
 */
export function isoText<T extends string | null>(
  text: T,
  order: DateOrder | undefined,
): T | string {
  const parts = order && text !== null ? threeNumbers.exec(text) : null
  if (!parts || !order) return text
  const [, a = '', b = '', c = '', rest] = parts
  const [year, month, day] =
    order === 'YMD' || a.length === 4 ? [a, b, c] : order === 'DMY' ? [c, b, a] : [c, a, b]
  const time = rest === undefined ? '' : isoTime(rest)
  if (year.length !== 4 || month.length > 2 || day.length > 2 || time === null) return text
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time}`
}

function isoTime(text: string): string | null {
  const parts = clock.exec(text.trim())
  if (!parts) return null
  const [, written = '', minutes = '', seconds = '', half] = parts
  if (half === undefined) return `T${written.padStart(2, '0')}:${minutes}${seconds}`
  const hour = Number(written)
  if (hour < 1 || hour > 12) return null
  const hours = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return `T${String(hours).padStart(2, '0')}:${minutes}${seconds}`
}

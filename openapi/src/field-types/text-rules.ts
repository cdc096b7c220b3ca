import { z } from 'zod'
import { type Reason, reason } from '../reasons/reason.ts'
import { refuse } from '../reasons/zod.ts'
import { trimMarks } from '../text/trim-marks.ts'
import { countSetting } from './setting.ts'

/** Longest text a field may be defined for: what one spreadsheet cell holds. */
export const longestText = 32_767

/** Length in characters as people count them and JSON Schema's `maxLength` does: code points. */
export function characterCount(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Line ends come in three kinds from three systems; kept as one, so equal texts compare equal. */
function unifyLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

// A NUL is stored whole but read back cut by libSQL, a lone surrogate has no UTF-8 form, and neither
// they nor the other controls survive in XML; C1 controls are the mark of a wrongly decoded file.
const unstorable = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u

/** @returns why the text cannot be stored and exported unharmed, or null. */
export function textFault(text: string): Reason | null {
  if (unstorable.test(text)) return reason('control_characters')
  if (!text.isWellFormed()) return reason('malformed_text')
  return null
}

/** @returns as `textFault`, for text without line ends */
export function lineFault(text: string): Reason | null {
  return textFault(text) ?? (/[\r\n]/.test(text) ? reason('several_lines') : null)
}

/** Text of at most `length` code points that every store and file format here can carry. */
export function textSchema(
  length: number,
  { lines, kept }: { lines: boolean; kept?: ((text: string) => string) | undefined },
) {
  return z
    .string()
    .overwrite((text) => {
      const trimmed = trimMarks(unifyLineEnds(text))
      return kept ? kept(trimmed) : trimmed
    })
    .superRefine((text, context) => {
      const fault = lines ? textFault(text) : lineFault(text)
      if (fault) refuse(context, fault)
      // Counting code points walks the text; the cheap upper bound comes first.
      if (text.length > length) {
        const count = characterCount(text)
        if (count > length) refuse(context, reason('too_long', { most: length, has: count }))
      }
    })
    .meta({ maxLength: length })
}

// By hand: nearly every cell of an import comes by, and calling a regular expression takes longer than
// a short text.
function isPlainLine(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x20 && unit <= 0x7e) continue
    const isPlain = (unit >= 0xa0 && unit <= 0xd7ff) || (unit >= 0xe000 && unit <= 0xfffd)
    if (!isPlain) return false
  }
  return true
}

/**
 * One line of text that `textSchema` surely takes as it is: without controls, surrogates and line
 * ends, so that its length in UTF-16 is its length in characters; undefined for any other value.
 */
export function plainText(value: unknown, length: number): string | undefined {
  return typeof value === 'string' &&
    value.length <= length &&
    isPlainLine(value) &&
    trimMarks(value) === value
    ? value
    : undefined
}

/** The longest length of a type's texts. @param usual where a definition does not say */
export function lengthSetting(usual: number) {
  return countSetting({
    label: 'Length',
    hint: 'Most characters a value can have.',
    summary: { other: 'up to {{count}}' },
    usual,
    least: 1,
    most: longestText,
  })
}

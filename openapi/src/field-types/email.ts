import { z } from 'zod'
import { textOperators } from '../operators.ts'
import { trimmedCellText } from './text-cell.ts'
import { lengthSettings, plainText, textSchema } from './text-rules.ts'
import { defineFieldType } from './type.ts'

// RFC 5321 §4.5.3.1: a path is at most 256 octets with its angle brackets.
const defaultLength = 254

/** @returns true for an address a person could write to; deliverability is not asked. */
export function isEmailAddress(text: string): boolean {
  return z.regexes.unicodeEmail.test(text)
}

export const email = defineFieldType<string>({
  id: 'email',
  label: 'Email',
  hint: 'An e-mail address',
  settingNames: ['length'],
  settings: lengthSettings(defaultLength),
  operators: textOperators,
  many: false,
  compare: 'text',
  searchable: true,
  value: ({ length = defaultLength }) =>
    textSchema(length, { lines: false })
      .refine(isEmailAddress, { error: 'must be an e-mail address like ann@example.com' })
      .meta({ maxLength: length, format: 'email' }),
  surely:
    ({ length = defaultLength }) =>
    (value) => {
      const text = plainText(value, length)
      return text !== undefined && isEmailAddress(text) ? text : undefined
    },
  parseCell: (cell) => trimmedCellText(cell),
  formatCell: (value) => value,
  control: ({ length = defaultLength }) => ({ kind: 'line', maxLength: length, input: 'email' }),
})

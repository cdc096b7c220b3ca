import { textOperators } from '../operators.ts'
import { trimmedCellText } from './text-cell.ts'
import { lengthSettings, plainText, textSchema } from './text-rules.ts'
import { defineFieldType } from './type.ts'

const defaultLength = 2_048

// Anything else (javascript:, data:, file:) turns a stored value into an attack on who clicks it.
const allowedProtocols = new Set(['http:', 'https:', 'mailto:'])

/** @returns true for an absolute http, https or mailto address without blanks. */
export function isSafeUrl(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  return allowedProtocols.has(new URL(text).protocol)
}

export const url = defineFieldType<string>({
  id: 'url',
  label: 'URL',
  hint: 'A web address',
  settingNames: ['length'],
  settings: lengthSettings(defaultLength),
  operators: textOperators,
  many: false,
  compare: 'text',
  searchable: true,
  value: ({ length = defaultLength }) =>
    textSchema(length, { lines: false })
      .refine(isSafeUrl, {
        error: 'must be a web address that begins with http://, https:// or mailto:',
      })
      .meta({ maxLength: length, format: 'uri' }),
  surely:
    ({ length = defaultLength }) =>
    (value) => {
      const text = plainText(value, length)
      return text !== undefined && isSafeUrl(text) ? text : undefined
    },
  parseCell: (cell) => trimmedCellText(cell),
  formatCell: (value) => value,
  control: ({ length = defaultLength }) => ({ kind: 'line', maxLength: length, input: 'url' }),
})

import type { LineControl } from './control.ts'
import { textOperators } from './operators.ts'
import { countrySetting } from './setting.ts'
import { trimmedCellText } from './text-cell.ts'
import { plainText, textSchema } from './text-rules.ts'
import { defineFieldType } from './type.ts'

/** Characters of a number with its extension, as those of identities. */
const longest = 64

export const phone = defineFieldType({
  id: 'phone',
  label: 'Phone',
  hint: 'A phone number, kept in its international form',
  settings: { country: countrySetting },
  readAs: 'sms',
  operators: textOperators,
  many: false,
  compare: 'text',
  searchable: true,
  column: { width: 160 },
  value: () => textSchema(longest, { lines: false }),
  tryFast: () => (value) => plainText(value, longest),
  parseCell: (cell) => trimmedCellText(cell),
  formatCell: (value: string) => value,
  example: (row) => `+1 202 555 019${row}`,
  control: (): LineControl => ({ kind: 'line', maxLength: longest, input: 'tel' }),
})

import { textOperators } from '../operators.ts'
import { cellText } from './text-cell.ts'
import { lengthSettings, plainText, textSchema } from './text-rules.ts'
import { defineFieldType } from './type.ts'

const defaultLength = 256

export const text = defineFieldType<string>({
  id: 'text',
  label: 'Text',
  hint: 'One line of text',
  settingNames: ['length'],
  settings: lengthSettings(defaultLength),
  operators: textOperators,
  many: false,
  compare: 'text',
  searchable: true,
  value: ({ length = defaultLength }) => textSchema(length, { lines: false }),
  surely:
    ({ length = defaultLength }) =>
    (value) =>
      plainText(value, length),
  parseCell: (cell) => cellText(cell),
  formatCell: (value) => value,
  control: ({ length = defaultLength }) => ({ kind: 'line', maxLength: length, input: 'text' }),
})

import { textOperators } from '../operators.ts'
import { cellText } from './text-cell.ts'
import { lengthSettings, plainText, textSchema } from './text-rules.ts'
import { defineFieldType } from './type.ts'

const defaultLength = 2_000

export const textarea = defineFieldType<string>({
  id: 'textarea',
  label: 'Text area',
  hint: 'Several lines of text',
  settingNames: ['length'],
  settings: lengthSettings(defaultLength),
  operators: textOperators,
  many: false,
  compare: 'text',
  searchable: true,
  value: ({ length = defaultLength }) => textSchema(length, { lines: true }),
  surely:
    ({ length = defaultLength }) =>
    (value) =>
      plainText(value, length),
  parseCell: (cell) => cellText(cell),
  formatCell: (value) => value,
  control: ({ length = defaultLength }) => ({ kind: 'lines', maxLength: length }),
})

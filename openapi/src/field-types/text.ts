import type { LineControl } from './control.ts'
import { textType } from './text-type.ts'

export const text = textType({
  id: 'text',
  label: 'Text',
  hint: 'One line of text',
  length: 256,
  joins: '; ',
  column: { width: 170 },
  example: (row) => `Example ${row + 1}`,
  control: (maxLength): LineControl => ({ kind: 'line', maxLength, input: 'text' }),
})

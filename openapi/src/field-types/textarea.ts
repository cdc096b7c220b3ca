import type { LinesControl } from './control.ts'
import { textType } from './text-type.ts'

export const textarea = textType({
  id: 'textarea',
  label: 'Text area',
  hint: 'Several lines of text',
  length: 2_000,
  lines: true,
  joins: '\n',
  column: { width: 260 },
  example: (row) => `Example ${row + 1}`,
  control: (maxLength): LinesControl => ({ kind: 'lines', maxLength }),
})

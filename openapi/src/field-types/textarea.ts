import { textType } from './text-type.ts'

export const textarea = textType({
  id: 'textarea',
  label: 'Text area',
  hint: 'Several lines of text',
  length: 2_000,
  lines: true,
  control: (maxLength) => ({ kind: 'lines', maxLength }),
})

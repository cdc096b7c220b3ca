import { textType } from './text-type.ts'

export const text = textType({
  id: 'text',
  label: 'Text',
  hint: 'One line of text',
  length: 256,
  control: (maxLength) => ({ kind: 'line', maxLength, input: 'text' }),
})

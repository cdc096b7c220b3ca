import { choiceType } from './choice.ts'

export const radio = choiceType({
  id: 'radio',
  label: 'Radio',
  hint: 'One of a few options, all in sight',
  style: 'buttons',
})

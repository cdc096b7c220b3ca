import { choiceType } from './choice.ts'

export const dropdown = choiceType({
  id: 'dropdown',
  label: 'Dropdown',
  hint: 'One option from a list',
  style: 'list',
})

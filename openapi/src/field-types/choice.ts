import { choiceOperators } from './operators.ts'
import {
  choiceSchema,
  choiceTryFast,
  findOptionInCell,
  optionSettings,
  textOfOption,
} from './option-rules.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType, type FieldType } from './type.ts'

/** What radio and dropdown share: they differ in how a person chooses, in nothing else. */
export function choiceType(own: {
  id: string
  label: string
  hint: string
  style: 'buttons' | 'list'
}): FieldType<string> {
  return defineFieldType<string>({
    id: own.id,
    label: own.label,
    hint: own.hint,
    settingNames: ['options'],
    settings: optionSettings,
    operators: choiceOperators,
    many: false,
    compare: 'text',
    searchable: false,
    value: choiceSchema,
    tryFast: choiceTryFast,
    parseCell: (cell, { options = [] }) => {
      const text = trimmedCellText(cell)
      return text === null ? null : (findOptionInCell(options, text)?.id ?? text)
    },
    formatCell: (value, settings) => textOfOption(settings, value),
    control: ({ options = [] }) => ({ kind: 'choice', style: own.style, options }),
  })
}

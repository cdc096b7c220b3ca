import { choiceOperators } from './operators.ts'
import {
  choiceSchema,
  choiceTryFast,
  exampleOption,
  findOptionInCell,
  optionsSetting,
  textOfOption,
} from './option-rules.ts'
import { cellNumber, trimmedCellText } from './text-cell.ts'
import type { ChoiceControl } from './control.ts'
import { defineFieldType } from './type.ts'

/** What radio and dropdown share: they differ in how a person chooses, in nothing else. */
export function choiceType<const Id extends string>(own: {
  id: Id
  label: string
  hint: string
  style: 'buttons' | 'list'
}) {
  return defineFieldType({
    id: own.id,
    label: own.label,
    hint: own.hint,
    settings: { options: optionsSetting },
    operators: choiceOperators,
    many: false,
    compare: 'text',
    searchable: false,
    column: { width: 150 },
    value: choiceSchema,
    tryFast: choiceTryFast,
    parseCell: (cell, { options }) => {
      const text = trimmedCellText(cell)
      if (text === null) return null
      const number = cellNumber(cell)
      const option =
        findOptionInCell(options, text) ??
        (number === null ? null : findOptionInCell(options, String(number)))
      return option?.id ?? text
    },
    formatCell: (value: string, settings) => textOfOption(settings, value),
    example: exampleOption,
    control: ({ options }): ChoiceControl => ({ kind: 'choice', style: own.style, options }),
  })
}

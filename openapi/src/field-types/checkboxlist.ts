import { z } from 'zod'
import { listOperators } from '../operators.ts'
import { joinCell, splitCell } from '../spreadsheet/multi-value.ts'
import { choiceSchema, findOptionInCell, optionSettings, textOfOption } from './option-rules.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType, type Settings } from './type.ts'

/** Options in the order the field lists them, each once: a set has one spelling. */
function inOrder(ids: readonly string[], { options = [] }: Settings): string[] {
  const chosen = new Set(ids)
  return options.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
}

export const checkboxlist = defineFieldType<string[]>({
  id: 'checkboxlist',
  label: 'Checkbox list',
  hint: 'Any number of options',
  settingNames: ['options'],
  settings: optionSettings,
  operators: listOperators,
  many: true,
  compare: 'text',
  searchable: false,
  value: (settings) =>
    z
      .array(choiceSchema(settings), { error: 'must be a list' })
      .overwrite((ids) => inOrder(ids, settings)),
  parseCell: (cell, { options = [] }) => {
    const text = trimmedCellText(cell)
    if (text === null) return null
    // An option whose own text holds the separator may stand alone in a cell, unquoted.
    const whole = options.find((option) => option.text === text)
    if (whole) return [whole.id]
    return splitCell(text).map((part) => findOptionInCell(options, part)?.id ?? part)
  },
  formatCell: (value, settings) => joinCell(value.map((id) => textOfOption(settings, id))),
  control: ({ options = [] }) => ({ kind: 'choices', options }),
})

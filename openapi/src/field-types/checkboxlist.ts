import { z } from 'zod'
import { listOperators } from './operators.ts'
import { joinCell, splitCell } from './multi-value.ts'
import {
  choiceSchema,
  choiceTryFast,
  findOptionInCell,
  optionSettings,
  textOfOption,
} from './option-rules.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType, type Settings } from './type.ts'

/**
 * Each id once, in an order of their own: a set has one spelling, which stays the same when the
 * field's options are put into another order.
 */
function asSet(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}

/** The chosen options in the order the field lists them, as people see them. */
function inListedOrder(ids: readonly string[], { options = [] }: Settings): string[] {
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
    z.array(choiceSchema(settings), { error: 'must be a list' }).overwrite(asSet),
  tryFast: (settings) => {
    const isId = choiceTryFast(settings)
    return (value) =>
      Array.isArray(value) && value.every((element) => isId(element) !== undefined)
        ? asSet(value)
        : undefined
  },
  parseCell: (cell, { options = [] }, { separator }) => {
    const text = trimmedCellText(cell)
    if (text === null) return null
    const parts = splitCell(text, separator)
    const found = parts.map((part) => findOptionInCell(options, part)?.id)
    if (!found.includes(undefined)) return found
    // An option whose own text holds the separator may stand alone in a cell, unquoted.
    const whole = findOptionInCell(options, text)
    return whole ? [whole.id] : parts.map((part, index) => found[index] ?? part)
  },
  formatCell: (value, settings) =>
    joinCell(inListedOrder(value, settings).map((id) => textOfOption(settings, id))),
  control: ({ options = [] }) => ({ kind: 'choices', options }),
})

import { z } from 'zod'
import { listOperators } from './operators.ts'
import { joinCell, splitCell } from './multi-value.ts'
import {
  choiceSchema,
  choiceTryFast,
  exampleOption,
  findOptionInCell,
  optionsSetting,
  type Option,
  textOfOption,
} from './option-rules.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType } from './type.ts'

/**
 * Each id once, in an order of their own: a set has one spelling, which stays the same when the
 * field's options are put into another order.
 */
function asSet(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}

/** The chosen options in the order the field lists them, as people see them. */
function inListedOrder(
  ids: readonly string[],
  { options }: { options: readonly Option[] },
): string[] {
  const chosen = new Set(ids)
  return options.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
}

/** Any number of them. */
interface ChoicesControl {
  kind: 'choices'
  options: readonly Option[]
}

export const checkboxlist = defineFieldType({
  id: 'checkboxlist',
  label: 'Checkbox list',
  hint: 'Any number of options',
  settings: { options: optionsSetting },
  operators: listOperators,
  many: true,
  compare: 'text',
  searchable: false,
  column: { width: 220 },
  value: (settings) => z.array(choiceSchema(settings)).overwrite(asSet),
  tryFast: (settings) => {
    const isId = choiceTryFast(settings)
    return (value) =>
      Array.isArray(value) && value.every((element) => isId(element) !== undefined)
        ? asSet(value)
        : undefined
  },
  parseCell: (cell, { options }, { separator }) => {
    const text = trimmedCellText(cell)
    if (text === null) return null
    const parts = splitCell(text, separator)
    const found = parts.map((part) => findOptionInCell(options, part)?.id)
    if (!found.includes(undefined)) return found
    // An option whose own text holds the separator may stand alone in a cell, unquoted.
    const whole = findOptionInCell(options, text)
    return whole ? [whole.id] : parts.map((part, index) => found[index] ?? part)
  },
  formatCell: (value: string[], settings) =>
    joinCell(inListedOrder(value, settings).map((id) => textOfOption(settings, id))),
  example: exampleOption,
  control: ({ options }): ChoicesControl => ({ kind: 'choices', options }),
})

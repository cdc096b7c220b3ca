import { z } from 'zod'
import { foldText } from '../text/fold-text.ts'
import { choiceOperators } from './operators.ts'
import { cellNumber, trimmedCellText } from './text-cell.ts'
import { defineFieldType } from './type.ts'

const words = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['x', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
])

interface SwitchControl {
  kind: 'switch'
}

export const checkbox = defineFieldType({
  id: 'checkbox',
  label: 'Checkbox',
  hint: 'Yes or no',
  settings: {},
  operators: choiceOperators.filter((operator) => operator !== 'in' && operator !== 'nin'),
  many: false,
  compare: 'number',
  searchable: false,
  column: { width: 100 },
  value: () => z.boolean(),
  tryFast: () => (value) => (typeof value === 'boolean' ? value : undefined),
  parseCell: (cell) => {
    if (typeof cell === 'boolean') return cell
    const number = cellNumber(cell)
    const text = number === null ? trimmedCellText(cell) : String(number)
    return text === null ? null : (words.get(foldText(text)) ?? text)
  },
  formatCell: (value: boolean) => value,
  example: () => true,
  control: (): SwitchControl => ({ kind: 'switch' }),
})

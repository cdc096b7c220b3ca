import type { NumberControl } from './control.ts'
import { decimalSchema, decimalSettings, decimalTryFast } from './decimal-rules.ts'
import { boundsInOrder, exampleNumber } from './number-rules.ts'
import { percentUnit, unitNote } from './number-unit.ts'
import { rangeOperators } from './operators.ts'
import { parsePercentCell } from './percent-cell.ts'
import { defineFieldType } from './type.ts'

/** 12.5 is 12.5 %: the number that people say, and not its hundredth. */
export const percent = defineFieldType({
  id: 'percent',
  label: 'Percent',
  hint: 'A share of a hundred: 12.5 is 12.5 %',
  settings: decimalSettings,
  agree: boundsInOrder,
  operators: rangeOperators,
  many: false,
  compare: 'number',
  searchable: false,
  column: { width: 120, alignEnd: true },
  value: (settings) => decimalSchema(settings).meta(unitNote(percentUnit)),
  tryFast: decimalTryFast,
  parseCell: (cell, { decimals }, locale) => parsePercentCell(cell, decimals, locale),
  formatCell: (value: number) => value,
  example: exampleNumber,
  unit: () => percentUnit,
  control: ({ min, max, decimals }): NumberControl => ({
    kind: 'number',
    min,
    max,
    decimals,
    unit: percentUnit,
  }),
})

import type { NumberControl } from './control.ts'
import { decimalSchema, decimalSettings, decimalTryFast } from './decimal-rules.ts'
import { parseNumberCell } from './number-cell.ts'
import { boundsInOrder, exampleNumber } from './number-rules.ts'
import { unitNote, unitOf, unitSettings } from './number-unit.ts'
import { rangeOperators } from './operators.ts'
import { defineFieldType } from './type.ts'

export const decimal = defineFieldType({
  id: 'decimal',
  label: 'Decimal',
  hint: 'A number with decimal places',
  settings: { ...decimalSettings, ...unitSettings },
  agree: boundsInOrder,
  operators: rangeOperators,
  many: false,
  compare: 'number',
  searchable: false,
  column: { width: 120, alignEnd: true },
  value: (settings) => decimalSchema(settings).meta(unitNote(unitOf(settings))),
  tryFast: decimalTryFast,
  parseCell: (cell, settings, locale) =>
    parseNumberCell(cell, settings.decimals, locale, unitOf(settings)),
  formatCell: (value: number) => value,
  example: exampleNumber,
  unit: unitOf,
  control: ({ min, max, decimals, ...settings }): NumberControl => ({
    kind: 'number',
    min,
    max,
    decimals,
    unit: unitOf(settings),
  }),
})

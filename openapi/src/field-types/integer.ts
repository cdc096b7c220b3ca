import { z } from 'zod'
import { refusal } from '../reasons/zod.ts'
import { rangeOperators } from './operators.ts'
import { parseNumberCell } from './number-cell.ts'
import type { NumberControl } from './control.ts'
import {
  boundSettings,
  boundsInOrder,
  exampleNumber,
  largestNumber,
  numberSchema,
  numberWithin,
} from './number-rules.ts'
import { unitNote, unitOf, unitSettings } from './number-unit.ts'
import { uniqueSetting } from './setting.ts'
import { defineFieldType } from './type.ts'

const whole = z.number().int('must be a whole number').optional()

export const integer = defineFieldType({
  id: 'integer',
  label: 'Integer',
  hint: 'A whole number',
  settings: { ...boundSettings(whole), ...unitSettings, unique: uniqueSetting },
  agree: boundsInOrder,
  operators: rangeOperators,
  many: false,
  compare: 'number',
  searchable: false,
  column: { width: 120, alignEnd: true },
  value: (settings) =>
    numberSchema(settings)
      // -0 is written as 0 by every store and file; kept as 0 so that what is stored reads back equal.
      .overwrite((value) => (value === 0 ? 0 : value))
      .refine(Number.isSafeInteger, refusal('whole_too_large', largestNumber))
      .meta({ type: 'integer', ...unitNote(unitOf(settings)) }),
  tryFast: (settings) => (value) => {
    const number = numberWithin(value, settings)
    return Number.isSafeInteger(number) ? number : undefined
  },
  parseCell: (cell, settings, locale) => parseNumberCell(cell, 0, locale, unitOf(settings)),
  formatCell: (value: number) => value,
  example: exampleNumber,
  unit: unitOf,
  control: ({ min, max, ...settings }): NumberControl => ({
    kind: 'number',
    min,
    max,
    decimals: 0,
    unit: unitOf(settings),
  }),
})

import { type CodedReasons, type Reason, reason } from '../../reasons/reason.ts'
import { worded } from '../../reasons/zod.ts'
import { z } from 'zod'
import { canonicalTimeZone } from '../../field-types/timezone.ts'
import { dateOrders } from '../../locale/date-words.ts'
import { type Field, isComputed } from '../../field.ts'
import { isPhoneCountry } from '../../identities/phone.ts'
import { takesSeveralColumns } from '../../field-rules.ts'
import type { ColumnChoice } from './columns.ts'
import { nameParts } from './heading-aliases.ts'

/** How the cells of a column are read; what is absent is as without any. */
export const columnOptionsSchema = z
  .strictObject({
    dateOrder: z
      .enum(dateOrders)
      .optional()
      .describe('The order of a date like 03/04/2026, which is refused without it'),
    timeZone: z
      .string()
      .max(64)
      .refine((name) => canonicalTimeZone(name) !== null, worded('not_time_zone'))
      .optional()
      .describe('Where times without an offset are meant; UTC without it'),
    country: z
      .string()
      .refine(isPhoneCountry, worded('not_country'))
      .optional()
      .describe('Where national phone numbers are from; the field’s own country without it'),
    separator: z
      .string()
      .min(1)
      .max(1)
      .refine((text) => !/[\p{L}\p{N}"+@.]/u.test(text), worded('separator_in_values'))
      .optional()
      .describe('Between several values in one cell; `;` without it'),
    decimalComma: z
      .boolean()
      .optional()
      .describe('Whether 1.234,5 is a number, or 1,234.5; without it 1,234 is refused'),
    badCells: z
      .enum(['fail', 'blank', 'add'])
      .optional()
      .describe(
        'What becomes of a cell that its field refuses: `fail` refuses its row, `blank` takes the cell as empty, and of several values the good ones; `add`, for a field with options, adds to them what they lack, which needs the right to manage fields and changes nothing in a dry run. `fail` without it',
      ),
    namePart: z
      .enum(nameParts)
      .optional()
      .describe(
        'For a column that goes to the name: which part of it; first and last name stand in columns of their own',
      ),
  })
  .meta({ id: 'ImportColumnOptions', example: { dateOrder: 'DMY', country: 'DE' } })

/**
 * What is wrong with choices, by path (`columns.0.field`): columns that are not there, fields that are
 * not or cannot be set, the same column twice, and the same field, unless it takes several columns.
 */
export function choiceFaults(
  choices: readonly ColumnChoice[],
  columnCount: number,
  fields: readonly Field[],
): CodedReasons {
  const faults: CodedReasons = {}
  const columns = new Set<number>()
  const targets = new Set<string>()
  for (const [place, { index, field, options }] of choices.entries()) {
    if (index >= columnCount) faults[`columns.${place}.index`] = [reason('not_column')]
    else if (columns.has(index)) faults[`columns.${place}.index`] = [reason('chosen_twice')]
    columns.add(index)
    if (field === null) continue
    const fault = targetFault(field, fields) ?? (targets.has(field) ? reason('chosen_twice') : null)
    if (fault !== null) faults[`columns.${place}.field`] = [fault]
    const target = fields.find(({ key }) => key === field)
    if (options?.badCells === 'add' && !target?.options)
      faults[`columns.${place}.options.badCells`] = [reason('options_needed')]
    if (target && !takesSeveralColumns(target)) targets.add(field)
  }
  return faults
}

/** Why nothing can be imported into a field, or null where it can. */
export function targetFault(key: string, fields: readonly Field[]): Reason | null {
  const field = fields.find((candidate) => candidate.key === key)
  if (!field) return reason('unknown_field')
  return isComputed(field) ? reason('computed') : null
}

import { readNumber } from '../locale/read-number.ts'
import type { NumberMarks } from '../locale/number-marks.ts'
import { type Reason, reason } from '../reasons/reason.ts'
import { worded } from '../reasons/zod.ts'
import { oneLine } from './one-line.ts'
import { choiceSetting, textSetting } from './setting.ts'

/** What a number counts or measures: shown beside it, and no part of the value. */
export interface Unit {
  readonly text: string
  readonly side: UnitSide
}

const sides = ['after', 'before'] as const
type UnitSide = (typeof sides)[number]

const longestUnit = 20

/** Something else than what numbers are made of, or else nobody could tell where the number ends. */
const isUnit = /[^\d\s.,'’+\-−]/u

export const unitSettings = {
  unit: textSetting({
    label: 'Unit',
    hint: 'Shown beside the number, as kg; files may have it there as well.',
    summary: { other: 'in {{value}}' },
    rule: oneLine(longestUnit).min(1, worded('empty_text')).regex(isUnit, worded('not_unit')),
  }),
  unitSide: choiceSetting<UnitSide>({
    label: 'Where the unit stands',
    of: 'unit',
    summary: { other: '{{value}}' },
    choices: { after: 'after the number', before: 'before the number' },
  }),
}

export const percentUnit: Unit = { text: '%', side: 'after' }

/** @returns null where a definition has no unit */
export function unitOf({
  unit,
  unitSide = 'after',
}: {
  unit: string | undefined
  unitSide: UnitSide | undefined
}): Unit | null {
  return unit === undefined ? null : { text: unit, side: unitSide }
}

/** What the unit is, for documents that programs read. */
export function unitNote(unit: Unit | null): { description?: string } {
  return unit === null ? {} : { description: `In ${unit.text}.` }
}

/**
 * Reads a number that a person wrote, its unit before or behind it or left out. Units are told apart by case,
 * as mW and MW are; what is another one is named.
 *
 * @returns the number, or why there is none
 */
export function readMeasured(
  typed: string,
  unit: string,
  marks: NumberMarks,
  decimals: number,
): number | Reason {
  const text = typed.normalize('NFC').trim()
  const own = unit.normalize('NFC')
  const alone = text.endsWith(own)
    ? text.slice(0, -own.length)
    : text.startsWith(own)
      ? text.slice(own.length)
      : text
  const read = readNumber(alone, marks, decimals)
  if (typeof read === 'number') return read
  const whole = alone === text ? read : readNumber(text, marks, decimals)
  if (typeof whole === 'number' || whole.code !== 'number_beside_other') return read
  return reason('other_unit', { unit, other: String(whole.params.other) })
}

/** What a format writes beside a number in a file: another unit than the field's is another number. */
export function otherUnitShown(shown: string, unit: string): Reason | null {
  const beside = shown
    .normalize('NFC')
    .replace(/\d(?:e[+-]?\d+)?|[.,'’\s()+\-−٫٬]/giu, '')
    .trim()
  const own = unit.normalize('NFC').replace(/[\d.,'’\s()+\-−]/gu, '')
  return beside === '' || beside === own ? null : reason('other_unit', { unit, other: beside })
}

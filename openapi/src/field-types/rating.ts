import { parseNumberCell } from './number-cell.ts'
import { exampleNumber, numberSchema, numberWithin } from './number-rules.ts'
import { refusal } from '../reasons/zod.ts'
import { rangeOperators } from './operators.ts'
import { countSetting } from './setting.ts'
import { defineFieldType } from './type.ts'

const mostStars = 10

const stars = countSetting({
  label: 'Stars',
  hint: `How many there are to give, at most ${mostStars}.`,
  summary: { one: '{{count}} star', other: '{{count}} stars' },
  usual: 5,
  least: 1,
  most: mostStars,
})

/** One choice a star, from one to all of them. */
interface RatingControl {
  kind: 'rating'
  choices: readonly number[]
  most: number
}

export const rating = defineFieldType({
  id: 'rating',
  label: 'Rating',
  hint: 'One star to five, or to as many as there are',
  settings: { stars },
  operators: rangeOperators,
  many: false,
  compare: 'number',
  searchable: false,
  column: { width: 140 },
  value: ({ stars }) =>
    numberSchema({ min: 1, max: stars })
      .refine(Number.isInteger, refusal('not_whole'))
      .meta({ type: 'integer' }),
  tryFast:
    ({ stars }) =>
    (value) => {
      const number = numberWithin(value, { min: 1, max: stars })
      return Number.isInteger(number) ? number : undefined
    },
  parseCell: (cell, _settings, locale) => parseNumberCell(cell, 0, locale),
  formatCell: (value: number) => value,
  example: (row, { stars }) => exampleNumber(row, { max: stars }),
  control: ({ stars }): RatingControl => ({
    kind: 'rating',
    choices: Array.from({ length: stars }, (_, index) => index + 1),
    most: stars,
  }),
  signedText: (value, { stars }) => ({
    signs: '★'.repeat(value) + '☆'.repeat(stars - value),
    value,
    most: stars,
  }),
})

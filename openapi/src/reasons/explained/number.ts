import type { numberReasons } from '../english/number.ts'
import type { ExplanationsOf } from './explanation.ts'

const largest = Number.MAX_SAFE_INTEGER

export const ofNumbers: ExplanationsOf<typeof numberReasons> = {
  not_number: {
    when: 'What is to be a number is none',
    right: 'digits, with one mark before the decimals',
    example: [],
  },
  not_whole: {
    when: 'A number that counts something has decimals',
    right: 'a number without',
    example: [],
  },
  below_minimum: {
    when: 'A number is less than its field, or a setting, allows',
    right: 'that number or more',
    example: [{ least: 1 }],
  },
  above_maximum: {
    when: 'A number is more than its field, or a setting, allows',
    right: 'that number or less',
    example: [{ most: 100 }],
  },
  minimum_above_maximum: {
    when: 'A field is defined with a minimum above its maximum',
    right: 'a maximum that is as large at least',
    example: [],
  },
  too_many_decimals: {
    when: 'A number has more decimal places than its field',
    right: 'a rounded number, or a field of more decimal places',
    example: [{ most: 2 }],
  },
  whole_too_large: {
    when: 'An integer has decimals, or is so large that the one beside it is the same number',
    right: 'a whole number of up to fifteen digits; longer ids in a text field',
    example: [{ most: largest }],
  },
  number_too_large: {
    when: 'A decimal is so large that the number beside it is the same',
    right: 'a smaller number; longer ones in a text field',
    example: [{ most: largest }],
  },
  number_beside_other: {
    when: 'Beside a number stands something else',
    right: 'the number alone',
    example: [{ other: '€' }],
  },
  other_unit: {
    when: 'Beside a number stands another unit than that of its field',
    right: 'the number in the field’s unit, with it or alone',
    example: [{ unit: 'kg', other: 'lb' }],
  },
  number_sign_unclear: {
    when: 'A number stands in brackets, before a minus or behind a triangle: with those accounts mark what is below nought, and others something else',
    right: 'a minus before the number, or the number alone',
    example: [{ other: '(' }],
  },
  number_read_two_ways: {
    when: 'A mark in a number may part thousands or begin its decimals',
    right: 'the number without a mark between thousands, or the column’s decimal mark chosen',
    example: [{ whole: '1234', decimal: '1.234' }],
  },
  too_many_digits: {
    when: 'A number with decimals has more digits than come back as they were',
    right: 'fewer digits',
    example: [{ most: 15 }],
  },
  digits_lost: {
    when: 'A number in JSON has more digits than are kept',
    right: 'fewer digits, or text between quotes for a text field',
    example: [{ written: '99999999999999.999', kept: '100000000000000' }],
  },
}

/** The languages that forms are tried in. */
export const languages = ['en-US', 'de-DE', 'ar-EG'] as const
export type Language = (typeof languages)[number]

/** A number as it is typed into a field, and what it is in each language: a number, or a reason's code. */
export interface NumberCase {
  typed: string
  /** How many decimal places the field has. */
  decimals: 0 | 2 | 4
  right: Readonly<Record<Language, number | string>>
}

const everywhere = (right: number | string) => ({ 'en-US': right, 'de-DE': right, 'ar-EG': right })
const twoWays = 'number_read_two_ways'
const beside = 'number_beside_other'
const none = 'not_number'

function alike(decimals: NumberCase['decimals'], right: number | string, typed: string[]) {
  return typed.map((one): NumberCase => ({ typed: one, decimals, right: everywhere(right) }))
}

function each(
  decimals: NumberCase['decimals'],
  typed: string,
  ...[english, german, arabic]: [number | string, number | string, number | string]
): NumberCase {
  return { typed, decimals, right: { 'en-US': english, 'de-DE': german, 'ar-EG': arabic } }
}

export const numberCases: readonly NumberCase[] = [
  // What can be read one way only is read, whichever language the marks are from.
  ...alike(2, 1.5, [
    '1,5',
    '1.5',
    '1,50',
    '1.50',
    '+1,5',
    ' 1,5 ',
    '１，５',
    '１．５',
    '1٫5',
    '١٫٥',
    '۱٫۵',
  ]),
  ...alike(2, 0.5, [',5', '.5', '0,5', '0.5', '0.50']),
  ...alike(2, 12.5, ['12,5', '12,50', '12.50', '012,50', '१२.५']),
  ...alike(2, 1234.5, ['1234,5', '1234.5', '1.234,5', '1,234.5', '1.234,50', "1'234.5", '1’234,5']),
  ...alike(2, 1234.5, ['1 234,5', '1\u00a0234,5', '1\u202f234,5', '1\u2009234.5', '١٬٢٣٤٫٥']),
  ...alike(2, 1234567.89, ['1,234,567.89', '1.234.567,89', '1 234 567,89', '12,34,567.89']),
  ...alike(0, 1234567, [
    '1,234,567',
    '1.234.567',
    '1 234 567',
    "1'234'567",
    '12,34,567',
    '１２３４５６７',
  ]),
  ...alike(0, 1000, ['1000', '1 000', '1\u00a0000', '1\u202f000', "1'000", '١٠٠٠', '١٬٠٠٠', '1e3']),
  ...alike(0, -5, ['-5', '−5', '–5', '‒5', '‐5', '﹣5', '－5', '- 5', '\u061c-٥', '\u200e-5']),
  ...alike(0, 5, ['5', '+5', '＋5', '005', '5.0', '5,0', '5.', '5\u200b', '\u20285']),
  ...alike(0, 0, ['0', '-0', '000']),
  ...alike(4, 0.234, ['0,234', '0.234', ',234', '00.234']),
  ...alike(4, 1.2345, ['1,2345', '1.2345']),
  ...alike(4, 1234.567, ['1234,567', '1234.567', '1 234.567']),
  // What the language writes so is meant so; anything else that has two readings has none.
  each(0, '1.000', twoWays, 1000, twoWays),
  each(0, '1,000', 1000, twoWays, twoWays),
  each(0, '1.234', twoWays, 1234, twoWays),
  each(0, '12,345', 12345, twoWays, twoWays),
  each(2, '1.000', twoWays, 1000, twoWays),
  each(2, '1,234', 1234, twoWays, twoWays),
  each(2, '-1.234', twoWays, -1234, twoWays),
  each(4, '1.234', 1.234, 1234, twoWays),
  each(4, '1,234', 1234, 1.234, twoWays),
  // Nothing beside the digits is left out in silence.
  ...alike(2, beside, ['12,50 €', '€12.50', '$5', '5 %', '50%', '5 kg', '1_000', '0x1F', '12abc']),
  ...alike(2, beside, ['1/2', '1:30', '5 oder 6', 'ca. 5', '~5', '5*']),
  ...alike(2, none, [
    '1,2,3',
    '1.2.3',
    '1,23.4',
    '12 34',
    '1,,5',
    '1.,5',
    '--5',
    '1-2',
    '5,',
    'abc',
  ]),
  ...alike(2, none, ['1 23', '1,23,45', ',', '-', '.', 'NaN', 'Infinity', '½', '五']),
  ...alike(2, 'number_sign_unclear', ['(5)', '(1,234.50)', '5-', '1234,50-', '▲500', '△500']),
  // Digits are kept exactly, or refused.
  ...alike(2, 9999999999999.99, ['9999999999999.99', '9.999.999.999.999,99']),
  ...alike(2, 'too_many_digits', ['99999999999999.99', '99999999999999,99', '1234567890123456.5']),
  ...alike(2, 'too_many_digits', [
    '99999999999999.999',
    '1.00000000000000001',
    '0.30000000000000004',
  ]),
  ...alike(0, 9007199254740991, ['9007199254740991', '9.007.199.254.740.991']),
]

import { type Cell, trimMarks } from '@cardfile/openapi'

/** 1.234,5 and 12,50 have no other reading; 1,234 has, and says nothing. */
const withComma = /^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,}))$/
const withPoint = /^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,}))$/

/** @returns whether a column's decimals begin with a comma; undefined where its cells do not tell */
export function decimalCommaOf(cells: readonly Cell[]): boolean | undefined {
  const texts = cells.flatMap((cell) => (typeof cell === 'string' ? trimMarks(cell) : []))
  const comma = texts.some((text) => withComma.test(text))
  const point = texts.some((text) => withPoint.test(text))
  return comma === point ? undefined : comma
}

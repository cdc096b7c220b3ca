import { expect, it } from 'vitest'
import { SSF } from 'xlsx'
import { builtInKind, kindOfCode } from './number-format.ts'

it.each([
  ['General', 'none'],
  ['0.00', 'none'],
  ['#,##0;[Red]-#,##0', 'none'],
  ['0.00E+00', 'none'],
  ['# ?/?', 'none'],
  ['@', 'none'],
  ['"days" 0', 'none'],
  ['0\\d', 'none'],
  ['0_d', 'none'],
  ['0*d', 'none'],
  ['[$€-407] #,##0.00', 'none'],
  ['[$USD] 0', 'none'],
  ['[Red]0', 'none'],
  ['yyyy-mm-dd', 'date'],
  ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
  ['[$-409]mmm d;@', 'date'],
  ['mmm', 'date'],
  ['m/d/yy h:mm', 'datetime'],
  ['yyyy"T"hh', 'datetime'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss', 'time'],
  ['mm:ss.0', 'time'],
  ['[h]:mm:ss', 'elapsed'],
  ['[mm]:ss', 'elapsed'],
  ['[ss]', 'elapsed'],
  ['0;yyyy', 'none'],
  ['[Blue]dd/mm/yyyy', 'date'],
  ['DD.MM.YYYY', 'date'],
] as const)('knows what %s makes of a number', (code, kind) => {
  expect(kindOfCode(code)).toBe(kind)
})

it('agrees with SheetJS on which built-in formats are dates', () => {
  // Behind them stand those of workbooks that were read, as other tests do.
  for (let id = 0; id <= 56; id++) {
    const code = SSF.get_table()[id]
    if (typeof code !== 'string') continue
    expect(builtInKind(id) !== 'none', `${id}: ${code}`).toBe(SSF.is_date(code))
  }
})

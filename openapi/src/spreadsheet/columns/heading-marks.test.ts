import { describe, expect, it } from 'vitest'
import { headingMarks, headingsKey } from './heading-marks.ts'

describe('the headings of a file', () => {
  it('are the same in another order, case and surrounding blanks', () => {
    expect(headingsKey(['Name', 'E-mail ', null, 'City'])).toBe(
      headingsKey(['CITY', null, ' e-mail', 'name\u00a0']),
    )
  })

  it.each([
    [['Name', 'Email', 'City']],
    [['Name']],
    [['Name', 'Name', 'Email']],
    [['Name', null, 'Email']],
    [['1 Name', 'Email']],
  ])('are not those of %j', (headings) => {
    expect(headingsKey(headings)).not.toBe(headingsKey(['Name', 'Email']))
  })

  it('are the same where a line breaks in one of them', () => {
    expect(headingsKey(['Date of\r\nbirth'])).toBe(headingsKey(['Date of birth']))
  })

  it('do not change with stray cells behind them', () => {
    expect(headingsKey(['Name', 'Email', null, ' '])).toBe(headingsKey(['Name', 'Email']))
  })

  it('are told apart where they are alike, by their order', () => {
    expect(headingMarks(['Phone', 'Name', 'PHONE '])).toEqual(['1 phone', '1 name', '2 phone'])
  })

  it('are none where all are blank', () => {
    expect(headingsKey([null, ' '])).toBeNull()
    expect(headingsKey([])).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import type { Field } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { isUndecided, planFor, proposePlans } from './propose-plans.ts'
import { cellsOf, sampleOf } from '../sheet/sheet-sample.ts'

const field = (key: string, more: Partial<Field> = {}) =>
  customField(key, { id: key.length, kind: 'S', ...more })

const fields = [
  field('name'),
  field('email', { kind: 'I' }),
  field('city'),
  field('birthday', { type: 'date' }),
  field('weight', { type: 'decimal' }),
]
const sheet = (...rows: (string | null)[][]) =>
  sampleOf(
    rows.map((cells, index) => ({ number: index + 1, cells })),
    1,
  )
const found = (...rows: (string | null)[][]) =>
  proposePlans(sheet(...rows), fields).map(({ field, by }) => [field, by])

describe('where columns go', () => {
  it('is told by the heading, by what others call the field, or by nothing', () => {
    expect(found(['Name', 'Town', 'E-Mail Address', 'Shoe size'])).toEqual([
      ['name', 'heading'],
      ['city', 'alias'],
      ['email', 'alias'],
      [null, null],
    ])
  })

  it('is told by e-mail addresses, also without a heading', () => {
    expect(found(['Name', null], ['Ann', 'ann@example.com'])[1]).toEqual(['email', 'content'])
    expect(found(['Email', 'Other'], ['a@example.com', 'b@example.com'])[1]).toEqual([null, null])
  })

  it('never gives one field to two columns', () => {
    expect(found(['City', 'Town'])).toEqual([
      ['city', 'heading'],
      [null, 'duplicate'],
    ])
  })

  it('gives a field of several values every column that means it', () => {
    const [, , middle] = proposePlans(
      sheet(['E-mail 1 - Value', 'E-mail 2 - Value', 'Middle Name', 'E-mail 1 - Label']),
      fields,
    )
    expect(found(['E-mail 1 - Value', 'Email', 'Middle Name', 'E-mail 1 - Label'])).toEqual([
      ['email', 'alias'],
      ['email', 'heading'],
      ['name', 'alias'],
      [null, 'label'],
    ])
    expect(middle?.options).toEqual({ namePart: 'middle' })
  })
})

describe('how cells are read', () => {
  const birthday = fields[3]!
  it('is undecided where day and month can be taken for each other', () => {
    const open = cellsOf(sheet(['Birthday'], ['03/04/2026']), 0)
    expect(isUndecided(planFor(birthday, open, 'heading'), birthday, open)).toBe(true)
    const clear = cellsOf(sheet(['Birthday'], ['03/04/2026'], ['30/04/2026']), 0)
    const plan = planFor(birthday, clear, 'heading')
    expect(plan.options).toEqual({ dateOrder: 'DMY' })
    expect(isUndecided(plan, birthday, clear)).toBe(false)
  })

  it('takes a comma for the decimal one where it can be nothing else', () => {
    expect(planFor(fields[4]!, ['1.234,5'], 'heading').options).toEqual({ decimalComma: true })
    expect(planFor(fields[4]!, ['1,234'], 'heading').options).toEqual({})
  })
})

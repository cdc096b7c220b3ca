import { describe, expect, it } from 'vitest'
import { ann, outcomesOf, run } from '../../../test/model/fold-run.ts'
import { importModes } from './import-mode.ts'

describe.each(importModes)('%s, whoever is found', (mode) => {
  it('refuses a row without an identity', () => {
    const result = run(mode, [['name', 'email'], ['Ann'], ['Ann', ' ; ']], [ann])
    expect(outcomesOf(result)).toEqual(['failed', 'failed'])
    expect(result.rows[0]?.reasons).toEqual([
      {
        column: null,
        index: null,
        field: null,
        value: null,
        reason: expect.stringContaining('at least one identity is needed'),
        code: 'identity_missing',
        params: { fields: expect.arrayContaining(['Email']) },
      },
    ])
  })

  it('refuses a row for every cell that breaks its field’s rule, and says nothing of identities', () => {
    const result = run(
      mode,
      [
        ['name', 'email', 'time_zone', 'sms'],
        ['Ann', 'ann@', 'Berlin', 12],
      ],
      [ann],
    )
    expect(result.rows[0]?.reasons.map(({ field, value }) => [field, value])).toEqual([
      ['email', 'ann@'],
      ['time_zone', 'Berlin'],
      ['sms', '12'],
    ])
  })

  it('refuses a formula without a result, even where its text would do', () => {
    const result = run(mode, [
      ['name', 'email'],
      [{ error: '#N/A' }, 'x@example.com'],
    ])
    expect(result.rows[0]?.reasons).toEqual([
      {
        column: 'name',
        index: 0,
        field: 'name',
        value: '#N/A',
        reason: 'is a formula without a result',
        code: 'formula_without_result',
        params: {},
      },
    ])
  })

  it('refuses values beyond the last heading, but not blanks there', () => {
    const result = run(mode, [
      ['name', 'email'],
      ['Ann', 'x@example.com', ' ', 'Berlin'],
      ['Ann', 'x@example.com', ' '],
    ])
    expect(outcomesOf(result)).toEqual(['failed', 'created'])
    expect(result.rows[0]?.reasons[0]).toMatchObject({ index: 3, value: 'Berlin' })
  })

  it('passes over columns that go to no field', () => {
    const rows = [
      ['name', 'email', 'Shoe size', 'Name', 'created_at', null, 'Reason'],
      ['Ann', 'x@example.com', 1e9, 'Bob', 'never', 'x', 'is required'],
    ]
    expect(run(mode, rows).writes[0]?.values).toEqual({ name: 'Ann', email: ['x@example.com'] })
  })

  it('shortens long values in reasons', () => {
    const result = run(mode, [['name'], ['x'.repeat(300)]])
    expect(result.rows[0]?.reasons[0]?.value).toHaveLength(200)
  })

  it('keeps __proto__ in cells and headings harmless', () => {
    const result = run(mode, [
      ['name', 'email', '__proto__'],
      ['__proto__', 'a@example.com', 'x'],
    ])
    expect(result.writes[0]?.values).toEqual({ name: '__proto__', email: ['a@example.com'] })
  })
})

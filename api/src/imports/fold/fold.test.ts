import { describe, expect, it, test } from 'vitest'
import { customField as field } from '@cardfile/openapi/test-field'
import { ann, bob, outcomesOf, run, withField } from '../../../test/model/fold-run.ts'
import { importModes } from './import-mode.ts'

describe.each(importModes)('%s, where nobody is found', (mode) => {
  it('creates a contact, with defaults for what is blank or not in the file', () => {
    const fields = [
      ...withField({ key: 'city', defaultValue: 'Berlin' }),
      field('plan', { defaultValue: 'gold' }),
    ]
    const result = run(
      mode,
      [
        ['Name', 'Email', 'City'],
        ['Ann', 'ann@example.com', null],
      ],
      [],
      fields,
    )
    expect(outcomesOf(result)).toEqual(['created'])
    expect(result.rows[0]?.contactId).toBe('new-1')
    const values = { name: 'Ann', email: ['ann@example.com'], city: 'Berlin', plan: 'gold' }
    expect(result.writes[0]?.values).toEqual(values)
    expect(result.writes).toMatchObject([
      {
        id: 'new-1',
        seq: null,
        version: 0,
        steps: [{ kind: 'create', before: null }],
        claims: [[18, 'ann@example.com']],
        gained: [[18, 'ann@example.com']],
        dropped: [],
        row: 2,
      },
    ])
  })

  it('refuses a row without its required values', () => {
    const result = run(mode, [
      ['Email', 'Name'],
      ['ann@example.com', ' '],
    ])
    expect(result.rows[0]).toMatchObject({
      outcome: 'failed',
      contactId: null,
      reasons: [{ column: 'Name', index: 1, field: 'name', value: ' ', reason: 'is required' }],
    })
    expect(result.writes).toEqual([])
  })

  it('sets read-only fields and hidden ones that the file names', () => {
    const fields = withField({ key: 'company', readOnly: true })
    const rows = [
      ['name', 'email', 'company', 'external_id'],
      ['Ann', 'a@example.com', 'Acme', '17'],
    ]
    expect(run(mode, rows, [], fields).writes[0]?.values).toMatchObject({
      company: 'Acme',
      external_id: ['17'],
    })
  })
})

describe('merge', () => {
  it('fills empty fields and lacking identities, and leaves what is there', () => {
    const result = run(
      'merge',
      [
        ['name', 'email', 'city', 'title', 'twitter'],
        ['Anna', 'ANN@example.com; other@example.com', 'Bonn', 'Dr', '@ann'],
      ],
      [ann],
    )
    expect(outcomesOf(result)).toEqual(['merged'])
    expect(result.writes[0]?.values).toEqual({
      name: 'Ann',
      email: ['ann@example.com'],
      city: 'Berlin',
      title: 'Dr',
      twitter: ['@ann'],
    })
    expect(result.writes).toMatchObject([
      {
        id: 'old-7',
        seq: 7,
        version: 3,
        steps: [{ kind: 'merge', before: ann.values }],
        claims: [
          [18, 'ann@example.com'],
          [21, 'ann'],
        ],
        gained: [[21, 'ann']],
        dropped: [],
        row: null,
      },
    ])
  })

  it('leaves read-only fields empty, and needs no required value', () => {
    const fields = withField({ key: 'title', readOnly: true })
    const rows = [
      ['email', 'title'],
      ['ann@example.com', 'Dr'],
    ]
    const result = run('merge', rows, [ann], fields)
    expect(outcomesOf(result)).toEqual(['unchanged'])
    expect(result.rows[0]?.contactId).toBe('old-7')
    expect(result.writes).toEqual([])
  })

  it('fails where the row’s identities belong to several contacts, naming them', () => {
    const result = run(
      'merge',
      [
        ['name', 'email', 'sms', 'twitter'],
        ['X', 'ann@example.com', '+1 202 555 0101', '@nobody'],
      ],
      [ann, bob],
    )
    expect(result.writes).toEqual([])
    expect(result.rows[0]).toMatchObject({
      outcome: 'failed',
      contactId: null,
      reasons: [
        {
          column: 'email',
          field: 'email',
          value: 'ann@example.com',
          reason: expect.stringContaining('“ann@example.com” belongs to Ann'),
          contact: { id: 'old-7', name: 'Ann' },
        },
        { field: 'sms', contact: { id: 'old-8', name: 'Bob' } },
      ],
    })
  })

  it('sees what the rows before made', () => {
    const result = run('merge', [
      ['name', 'email', 'sms', 'city'],
      ['Ann', 'ann@example.com', null, null],
      ['Ann', ' Ann@Example.com', '+12025550100', null],
      ['Ann', null, '+1 (202) 555-0100', 'Bonn'],
      ['Ann', 'ann@example.com', '+12025550100', 'Berlin'],
    ])
    expect(outcomesOf(result)).toEqual(['created', 'merged', 'merged', 'unchanged'])
    expect(result.counts).toEqual({
      created: 1,
      merged: 2,
      updated: 0,
      replaced: 0,
      skipped: 0,
      unchanged: 1,
      failed: 0,
    })
    expect(result.writes).toHaveLength(1)
    expect(result.writes[0]?.steps.map(({ kind }) => kind)).toEqual(['create', 'merge', 'merge'])
    expect(result.writes[0]?.values).toMatchObject({ city: 'Bonn', sms: ['+12025550100'] })
  })
})

describe('a unique value that a row gives to a contact', () => {
  const number = { ...field('number', { type: 'integer' }), unique: true }
  const changing = ['merge', 'update', 'replace'] as const

  test.each(changing.flatMap((mode) => [0, 7].map((value) => [mode, value] as const)))(
    'by %s is claimed for it: %d',
    (mode, value) => {
      const rows = [
        ['name', 'email', 'number'],
        ['Ann', 'ann@example.com', value],
        ['New', 'new@example.com', value],
      ]
      const result = run(mode, rows, [ann], [...withField({ key: 'name' }), number])
      expect(result.writes[0]?.gained).toEqual([[number.id, String(value)]])
      expect(result.rows[1]).toMatchObject({
        outcome: 'failed',
        reasons: [{ code: 'identity_taken', contact: { id: 'old-7' } }],
      })
    },
  )
})

describe('skip', () => {
  it('leaves whoever is found, one or several', () => {
    const result = run(
      'skip',
      [
        ['name', 'email', 'sms'],
        ['X', 'ann@example.com', null],
        ['X', 'ann@example.com', '+12025550101'],
        ['X', 'new@example.com', null],
        ['X', 'NEW@example.com', null],
      ],
      [ann, bob],
    )
    expect(outcomesOf(result)).toEqual(['skipped', 'skipped', 'created', 'skipped'])
    expect(result.rows.map(({ contactId }) => contactId)).toEqual(['old-7', null, 'new-1', 'new-1'])
    expect(result.writes).toHaveLength(1)
  })
})

describe('the row that made a contact', () => {
  const met = (seq: number, rows: [string, string][]) =>
    run('merge', [['Name', 'Email'], ...rows], [{ ...ann, seq }]).rows.map(({ madeBy }) => madeBy)

  it('is told of one that a chunk before made and that has no other number yet', () => {
    expect(met(-7, [['Ann', 'ann@example.com']])).toEqual([7])
  })

  it('is not known of one that was there before', () => {
    expect(met(7, [['Ann', 'ann@example.com']])).toEqual([null])
    expect(met(0, [['Ann', 'ann@example.com']])).toEqual([null])
  })

  it('is the first of those that have it in one chunk', () => {
    const rows: [string, string][] = [
      ['Cleo', 'cleo@example.com'],
      ['Cleo', 'cleo@example.com'],
    ]
    expect(met(7, rows)).toEqual([2, 2])
  })
})

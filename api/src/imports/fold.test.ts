import { describe, expect, it } from 'vitest'
import { ann, bob, field, outcomesOf, present, run, withField } from '../../test/model/fold-run.ts'
import { importModes } from './fold.ts'

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
    expect(result.writes).toEqual([
      {
        id: 'new-1',
        seq: null,
        version: 0,
        steps: [{ kind: 'create', before: null }],
        values: { name: 'Ann', email: ['ann@example.com'], city: 'Berlin', plan: 'gold' },
        claims: [[18, 'ann@example.com']],
        gained: [[18, 'ann@example.com']],
        dropped: [],
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
    expect(result.writes).toEqual([
      {
        id: 'old-7',
        seq: 7,
        version: 3,
        steps: [{ kind: 'merge', before: ann.values }],
        values: {
          name: 'Ann',
          email: ['ann@example.com'],
          city: 'Berlin',
          title: 'Dr',
          twitter: ['@ann'],
        },
        claims: [
          [18, 'ann@example.com'],
          [21, 'ann'],
        ],
        gained: [[21, 'ann']],
        dropped: [],
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

describe('replace', () => {
  it('clears what the row leaves blank and what the file lacks, and brings no default back', () => {
    const fields = withField({ key: 'city', defaultValue: 'Berlin' })
    const result = run(
      'replace',
      [
        ['name', 'email', 'sms'],
        ['Robert', 'bob@example.com; rob@example.com', null],
      ],
      [present(8, { ...bob.values, city: 'Bonn' })],
      fields,
    )
    expect(outcomesOf(result)).toEqual(['replaced'])
    expect(result.writes[0]).toMatchObject({
      steps: [{ kind: 'replace', before: { ...bob.values, city: 'Bonn' } }],
      values: { name: 'Robert', email: ['bob@example.com', 'rob@example.com'] },
      gained: [[18, 'rob@example.com']],
      dropped: [[19, '+12025550101']],
    })
    expect(result.writes[0]?.values).not.toHaveProperty('city')
  })

  it('keeps read-only fields as they are, also where they are empty or required', () => {
    const fields = withField({ key: 'city', readOnly: true }).map((old) =>
      old.key === 'title' ? { ...old, readOnly: true, required: true } : old,
    )
    const result = run(
      'replace',
      [
        ['name', 'email', 'city', 'title'],
        ['Anna', 'ann@example.com', 'Bonn', 'Dr'],
      ],
      [ann],
      fields,
    )
    expect(result.writes[0]?.values).toEqual({
      name: 'Anna',
      email: ['ann@example.com'],
      city: 'Berlin',
    })
  })

  it('keeps hidden fields that the file does not name, identities among them', () => {
    const hide = ['city', 'title', 'sms']
    const fields = withField({ key: 'company' }).map((old) =>
      hide.includes(old.key) ? { ...old, visible: false } : old,
    )
    const old = present(8, { ...bob.values, city: 'Bonn', title: 'Dr', company: 'Acme' }, fields)
    const result = run(
      'replace',
      [
        ['name', 'email', 'title'],
        ['Robert', 'bob@example.com', null],
      ],
      [old],
      fields,
    )
    expect(result.writes[0]).toMatchObject({ gained: [], dropped: [] })
    expect(result.writes[0]?.values).toEqual({
      name: 'Robert',
      email: ['bob@example.com'],
      sms: ['+12025550101'],
      city: 'Bonn',
    })
  })

  it('keeps a read-only identity, claimed or not', () => {
    const fields = withField({ key: 'sms', readOnly: true })
    const result = run(
      'replace',
      [
        ['name', 'email', 'sms'],
        ['Bob B', 'bob@example.com', '+1 202 555 0199'],
      ],
      [bob],
      fields,
    )
    expect(result.writes[0]).toMatchObject({
      values: { sms: ['+12025550101'] },
      gained: [],
      dropped: [],
    })
  })

  it('says so where nothing changes, and keeps another spelling of an identity', () => {
    const rows = (email: string) => [
      ['city', 'email', 'name'],
      ['Berlin', email, 'Ann'],
    ]
    expect(outcomesOf(run('replace', rows('ann@example.com'), [ann]))).toEqual(['unchanged'])
    const respelled = run('replace', rows('Ann@example.com'), [ann])
    expect(outcomesOf(respelled)).toEqual(['replaced'])
    expect(respelled.writes[0]).toMatchObject({
      values: { email: ['Ann@example.com'] },
      gained: [],
      dropped: [],
    })
  })

  it('asks for no required value that the contact has never had', () => {
    const fields = withField({ key: 'city', required: true })
    const file = [
      ['name', 'email', 'city'],
      ['Ann', 'ann@example.com', null],
    ]
    const without = { ...ann, values: { name: 'Ann', email: ['ann@example.com'] } }
    expect(outcomesOf(run('replace', file, [without], fields))).toEqual(['unchanged'])
    const withCity = { ...ann, values: { ...without.values, city: 'Bonn' } }
    expect(outcomesOf(run('replace', file, [withCity], fields))).toEqual(['failed'])
  })

  it('fails where a required value is missing, or where several are found', () => {
    const result = run(
      'replace',
      [
        ['name', 'email', 'sms'],
        [null, 'ann@example.com', null],
        ['X', 'ann@example.com', '+12025550101'],
      ],
      [ann, bob],
    )
    expect(outcomesOf(result)).toEqual(['failed', 'failed'])
    expect(result.rows[0]?.reasons).toMatchObject([{ field: 'name', reason: 'is required' }])
    expect(result.rows[1]?.reasons).toHaveLength(2)
    expect(result.writes).toEqual([])
  })

  it('frees identities for the rows after it', () => {
    const result = run(
      'replace',
      [
        ['name', 'email', 'sms'],
        ['Bob', 'bob@example.com', null],
        ['Eve', null, '+12025550101'],
        ['Bob', 'bob@example.com', '+12025550101'],
      ],
      [bob],
    )
    expect(outcomesOf(result)).toEqual(['replaced', 'created', 'failed'])
    expect(result.writes).toMatchObject([
      { id: 'old-8', dropped: [[19, '+12025550101']], gained: [] },
      { id: 'new-1', dropped: [], gained: [[19, '+12025550101']] },
    ])
  })

  it('takes a contact through several versions, each with what was before', () => {
    const result = run(
      'replace',
      [
        ['name', 'email'],
        ['A', 'ann@example.com'],
        ['B', 'ann@example.com'],
        ['A', 'ann@example.com'],
      ],
      [ann],
    )
    expect(result.writes[0]?.steps.map(({ before }) => before?.name)).toEqual(['Ann', 'A', 'B'])
    expect(result.writes[0]?.gained).toEqual([])
  })
})

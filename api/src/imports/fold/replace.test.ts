import { describe, expect, it } from 'vitest'
import { ann, bob, outcomesOf, present, run, withField } from '../../../test/model/fold-run.ts'

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

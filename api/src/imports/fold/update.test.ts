import { describe, expect, it } from 'vitest'
import { ann, bob, outcomesOf, present, run, withField } from '../../../test/model/fold-run.ts'

describe('update', () => {
  it('takes what the row says, and leaves what it leaves blank and what the file lacks', () => {
    const before = { ...bob.values, city: 'Bonn', title: 'Dr' }
    const result = run(
      'update',
      [
        ['name', 'email', 'city', 'title'],
        ['Robert', 'bob@example.com', 'Berlin', ' '],
      ],
      [present(8, before)],
    )
    expect(outcomesOf(result)).toEqual(['updated'])
    expect(result.writes[0]).toMatchObject({
      steps: [{ kind: 'update', before }],
      values: { ...before, name: 'Robert', city: 'Berlin' },
      gained: [],
      dropped: [],
    })
  })

  it('adds the identities that the contact lacks behind those it has, and takes none away', () => {
    const result = run(
      'update',
      [
        ['email', 'sms'],
        ['BOB@example.com; rob@example.com', '+12025550199'],
      ],
      [bob],
    )
    expect(result.writes[0]).toMatchObject({
      values: {
        name: 'Bob',
        email: ['bob@example.com', 'rob@example.com'],
        sms: ['+12025550101', '+12025550199'],
      },
      gained: expect.arrayContaining([[18, 'rob@example.com']]),
      dropped: [],
    })
  })

  it.each([
    [['name', 'email'], ['Ann', 'ann@example.com'], 'unchanged'],
    [['email', 'city'], ['Ann@Example.com', ''], 'unchanged'],
    [['email', 'sms'], ['ann@example.com', '+12025550101'], 'failed'],
  ])('with %j = %j is %s', (headings, cells, outcome) => {
    expect(outcomesOf(run('update', [headings, cells], [ann, bob]))).toEqual([outcome])
  })

  it('keeps read-only fields as they are', () => {
    const fields = withField({ key: 'city', readOnly: true })
    const rows = [
      ['email', 'city', 'title'],
      ['ann@example.com', 'Bonn', 'Dr'],
    ]
    expect(run('update', rows, [ann], fields).writes[0]?.values).toEqual({
      ...ann.values,
      title: 'Dr',
    })
  })

  it('refuses more identities than a contact may have', () => {
    const many = Array.from({ length: 50 }, (_, at) => `v${at}`)
    const full = present(9, { name: 'Full', visitor_id: many })
    const result = run('update', [['visitor_id'], ['v1; one-more']], [full])
    expect(outcomesOf(result)).toEqual(['failed'])
  })
})

import { describe, expect, it } from 'vitest'
import { type Field, prebuiltFields } from '@cardfile/openapi'
import { columnFields, contactColumns, movedColumn, nextSorters, usualFields } from './columns.ts'

const [name, ...others] = [...prebuiltFields].sort((a, b) => a.position - b.position) as [
  Field,
  ...Field[],
]

const city = others.find(({ key }) => key === 'city') as Field

describe('the columns of the contacts table', () => {
  const custom = (count: number): Field[] =>
    Array.from({ length: count }, (_, at) => ({
      ...(others[0] as Field),
      key: `custom_${at}`,
      kind: 'C',
      visible: true,
    }))
  const usual = ['name', 'email', 'phone', 'company', 'title', 'city']

  it.each<[string, Field[], string[]]>([
    ['what most look for', prebuiltFields as Field[], usual],
    [
      'two custom fields beside',
      [...custom(3), ...prebuiltFields],
      [...usual, 'custom_0', 'custom_1'],
    ],
    [
      'others where those are few',
      [name, ...custom(1), ...others.filter(({ key }) => !usual.includes(key))].slice(0, 9),
      ['name', 'custom_0'],
    ],
  ])('open with six to eight: %s', (_what, fields, right) => {
    const keys = usualFields(fields).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(right))
    expect(keys.length).toBeGreaterThanOrEqual(6)
    expect(keys.length).toBeLessThanOrEqual(8)
  })

  it.each([
    [
      'in the order chosen, the name first',
      ['city', 'name', 'company'],
      ['name', 'city', 'company'],
    ],
    ['never without the name', [], ['name']],
    ['without hidden and deleted fields', ['updated_at', 'gone', 'city'], ['name', 'city']],
    ['each once', ['city', 'city'], ['name', 'city']],
  ])('are shown %s', (_what, chosen, right) => {
    expect(columnFields(prebuiltFields, chosen).map(({ key }) => key)).toEqual(right)
  })

  it.each([
    ['forward', 'a', 'c', ['name', 'b', 'c', 'a']],
    ['back', 'c', 'a', ['name', 'c', 'a', 'b']],
    ['not before the name', 'c', 'name', ['name', 'a', 'b', 'c']],
    ['never the name', 'name', 'c', ['name', 'a', 'b', 'c']],
  ])('are moved %s', (_what, from, to, right) => {
    expect(movedColumn(['name', 'a', 'b', 'c'], from, to)).toEqual(right)
  })

  it('say by which one and how the table is sorted', () => {
    const columns = contactColumns([name, ...others], {
      sorters: [{ field: 'city', order: 'desc' }],
    })
    expect(columns.filter(({ order }) => order).map(({ field }) => field.key)).toEqual(['city'])
  })

  it('stay beside the name where they are pinned, each behind those before it', () => {
    const preferred = [
      { field: 'name', width: 150 },
      { field: 'email', width: 100 },
      { field: 'city', width: 90, pinned: true },
      { field: 'phone', width: 80, pinned: true },
    ]
    const fields = columnFields(prebuiltFields, ['email', 'city', 'phone'])
    const columns = contactColumns(fields, { sorters: [], preferred })
    expect(columns.map(({ field, stuckAt }) => [field.key, stuckAt])).toEqual([
      ['name', 0],
      ['city', 150],
      ['phone', 240],
      ['email', null],
    ])
  })

  it('sort up, then down, then not', () => {
    const [column] = contactColumns([name], { sorters: [] })
    expect(nextSorters(column!)).toEqual([{ field: 'name', order: 'asc' }])
    expect(nextSorters({ ...column!, order: 'asc' })).toEqual([{ field: 'name', order: 'desc' }])
    expect(nextSorters({ ...column!, order: 'desc' })).toEqual([])
  })

  it('are wide enough for their headings', () => {
    const long = { ...name, key: 'long', name: 'A rather long heading for a column of text' }
    expect(contactColumns([long], { sorters: [] })[0]?.width).toBeGreaterThan(long.name.length * 8)
    const translated = { sorters: [], headingOf: () => long.name, textsOf: () => [] }
    expect(contactColumns([city], translated)[0]?.width).toBeGreaterThan(long.name.length * 8)
  })

  it.each([
    ['no wider than its heading where it is empty', [], null, 0, 92],
    ['wide enough for a long address', ['margaret.hamilton@a-company.example.com'], null, 320, 360],
    [
      'wide enough for digits, which are wider than most letters',
      ['+254201000563'],
      null,
      143,
      160,
    ],
    ['wide enough for letters that are squares', ['株式会社山田製作所機械'], null, 178, 230],
    ['cut where a text is very long', ['x'.repeat(500)], null, 360, 360],
    ['as wide as the person made it', ['x'.repeat(500)], 120, 120, 120],
  ])('are %s', (_what, texts, width, least, most) => {
    const preferred = [{ field: 'city', width }]
    const [column] = contactColumns([city], { sorters: [], preferred, textsOf: () => texts })
    expect(column?.width).toBeGreaterThanOrEqual(least)
    expect(column?.width).toBeLessThanOrEqual(most)
  })
})

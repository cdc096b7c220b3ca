import { type Filter, operators, rulesOf } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ContactBody, ProblemBody } from './support/api.ts'
import { matches } from './support/list-model.ts'
import { manyPeople, type People, randomizer } from './support/people.ts'

let people: People

beforeAll(async () => {
  people = await manyPeople(60)
})

const idsOf = (contacts: readonly ContactBody[]) => contacts.map(({ id }) => id).sort()

async function agrees(filter: Filter) {
  const expected = people.contacts.filter((contact) => matches(contact, filter, people.fields))
  const { status, body } = await people.api.query({ filter, pageSize: 200 })
  const shown = JSON.stringify(filter)
  expect(status, `${shown} ${JSON.stringify(body)}`).toBe(200)
  expect(idsOf(body.data), shown).toEqual(idsOf(expected))
  expect(body.total, shown).toBe(expected.length)
  return expected.length
}

const parts = [
  'a',
  'al',
  'alpha',
  'LPH',
  '%',
  '100%',
  '_',
  'a_b',
  '\\',
  'back\\s',
  '"',
  'e"d',
  "'",
  "t's",
  'Ünd',
  'ünd',
  'É',
  'e\u0301',
  'E\u0301m',
  'o Z',
  '😀',
  '😀 s',
  'zzz',
  '*',
  'AND ',
  'two\nl',
  'example.com',
  '@Handle',
  'handle%',
]

const operands: Record<string, unknown[]> = {
  motto: ['alpha', 'ALPHA', '100%', 'ünder', 'none', "' OR 1=1 --"],
  notes: ['two\nlines', 'two\r\nlines', 'Beta'],
  second_mail: ['a@b.org', 'Z@Z.ORG'],
  site: ['https://a.org', 'http://b.org'],
  day: ['1969-12-31', '2024-02-29', '2025-01-01'],
  moment: ['2024-02-29T23:59:59.999Z', '2026-01-01T13:00:00+01:00', '1970-01-01T00:00:00Z'],
  count: [0, 3, 4, -5, 9007199254740991],
  price: [0, -0.5, 1.25, 0.1, 3],
  size: ['small', 'Large'],
  active: [true, false],
  plan: ['gold_plan', 'Gold plan', 'ather'],
  likes: ['tea', 'Coffee', 'milk_oat'],
  zone: ['Europe/Berlin', 'europe/berlin', 'UTC'],
  name: ['Alpha', 'beta 1'],
  email: [
    'p0@EXAMPLE.com',
    'P4@example.com',
    ' p8@example.com ',
    'nobody@example.com',
    'no address',
  ],
  twitter: ['handle_1', '@HANDLE_5', 'https://x.com/handle_3'],
  created_at: ['2020-01-01T00:00:00Z', '2199-01-01T00:00:00Z'],
}

/** All pieces on two fields and a sample on the rest, which compile the same way. */
function partsFor(key: string): string[] {
  return ['motto', 'twitter'].includes(key)
    ? parts
    : parts.filter((_, index) => index % 4 === key.length % 4)
}

/** Operands as the operator takes them; lists and choices mean ids, which the model knows alone. */
function filtersOf(key: string): Filter[] {
  const field = people.fields.get(key)!
  const rules = rulesOf(field)
  const stored = (value: unknown) => {
    if (field.kind === 'I') return value
    const verdict = rules.value.safeParse(rules.many ? [value] : value)
    expect(verdict.success, `${key} ${JSON.stringify(value)}`).toBe(true)
    return rules.many ? (verdict.data as unknown[])[0] : verdict.data
  }
  const said = operands[key]!
  return rules.operators.flatMap((operator): Filter[] => {
    const one = (value: unknown): Filter => ({ field: key, operator, value })
    const forms = {
      none: () => [{ field: key, operator }],
      one: () => said.map((value) => one(stored(value))),
      part: () => partsFor(key).map(one),
      days: () => [0, 1, 1_000].map(one),
      many: () => [
        one([stored(said[0])]),
        one(said.map(stored)),
        one([stored(said[1]), stored(said[0])]),
      ],
      two: () => [one([stored(said[0]), stored(said[1])]), one([stored(said[1]), stored(said[0])])],
    }
    return forms[operators[operator].operand]()
  })
}

describe('filters', () => {
  test.each(Object.keys(operands))(
    'by %s find what the model finds, with every operator',
    async (key) => {
      const filters = filtersOf(key)
      const found: number[] = []
      for (let at = 0; at < filters.length; at += 8)
        found.push(...(await Promise.all(filters.slice(at, at + 8).map(agrees))))
      expect(Math.max(...found)).toBeGreaterThan(0)
    },
  )

  test('take other spellings of an operand for the same', async () => {
    const same = async (one: Filter, other: Filter) => {
      const [a, b] = await Promise.all(
        [one, other].map((filter) => people.api.query({ filter, pageSize: 200 })),
      )
      expect(a?.body.total).toBeGreaterThan(0)
      expect(idsOf(a!.body.data)).toEqual(idsOf(b!.body.data))
    }
    await same(
      { field: 'plan', operator: 'eq', value: 'Gold plan' },
      { field: 'plan', operator: 'eq', value: 'gold_plan' },
    )
    await same(
      { field: 'likes', operator: 'ina', value: ['Milk; oat', 'tea'] },
      { field: 'likes', operator: 'ina', value: ['tea', 'milk_oat'] },
    )
    await same(
      { field: 'moment', operator: 'eq', value: '2026-01-01T13:00:00+01:00' },
      { field: 'moment', operator: 'eq', value: '2026-01-01T12:00:00.000Z' },
    )
  })

  test('combine with and and or, however nested', async () => {
    const random = randomizer(3)
    const single = Object.keys(operands).flatMap(filtersOf)
    const tree = (depth: number): Filter =>
      depth === 0 || random(3) === 0
        ? single[random(single.length)]!
        : {
            operator: random(2) ? 'and' : 'or',
            value: Array.from({ length: 1 + random(3) }, () => tree(depth - 1)),
          }
    for (let round = 0; round < 60; round++) await agrees(tree(4))
  })

  const everyone = 60
  const someone: Filter = { field: 'name', operator: 'nnull' }
  const none: Filter = { operator: 'or', value: [] }
  const all: Filter = { operator: 'and', value: [] }
  test.each<[string, Filter, number]>([
    ['all of no conditions', all, everyone],
    ['any of no conditions', none, 0],
    ['any of none within all', { operator: 'and', value: [someone, none] }, 0],
    ['any of none within any', { operator: 'or', value: [someone, none] }, everyone],
    ['all of none within any', { operator: 'or', value: [all, none] }, everyone],
    ['any of only empty ones', { operator: 'or', value: [none, none] }, 0],
  ])('of an empty group: %s', async (_title, filter, count) => {
    expect(await agrees(filter)).toBe(count)
  })

  test('work in an address as they do in a body', async () => {
    const filter = { field: 'motto', operator: 'eq', value: '100%' }
    const { body } = await people.api.list({ filter: JSON.stringify(filter), pageSize: '200' })
    expect(body.total).toBe((await people.api.query({ filter })).body.total)
    expect(body.total).toBeGreaterThan(0)
  })
})

describe('filters that make no sense are refused', () => {
  const nested = (depth: number): object =>
    depth === 0
      ? { field: 'name', operator: 'null' }
      : { operator: 'and', value: [nested(depth - 1)] }

  test.each([
    ['an unknown field', { field: 'nope', operator: 'eq', value: 1 }],
    ['a key of every object', { field: 'constructor', operator: 'eq', value: 1 }],
    ['an unknown operator', { field: 'name', operator: 'like', value: 'x' }],
    ['an operator the type lacks', { field: 'name', operator: 'lt', value: 'x' }],
    ['a type’s operator on a list', { field: 'likes', operator: 'eq', value: 'tea' }],
    ['an operand of another type', { field: 'count', operator: 'eq', value: '3' }],
    ['null for an operand', { field: 'motto', operator: 'eq', value: null }],
    ['no operand', { field: 'motto', operator: 'eq' }],
    ['an object for an identity', { field: 'email', operator: 'eq', value: {} }],
    ['null for an identity', { field: 'email', operator: 'ne', value: null }],
    ['a number among identities', { field: 'email', operator: 'in', value: ['a@b.org', 5] }],
    ['a list where one is meant', { field: 'motto', operator: 'eq', value: ['a'] }],
    ['a text where several are meant', { field: 'motto', operator: 'in', value: 'a' }],
    ['one bound of two', { field: 'count', operator: 'between', value: [1] }],
    ['three bounds', { field: 'count', operator: 'between', value: [1, 2, 3] }],
    ['an empty list', { field: 'motto', operator: 'in', value: [] }],
    ['an empty piece', { field: 'motto', operator: 'contains', value: '' }],
    ['a piece that is no text', { field: 'motto', operator: 'contains', value: 5 }],
    ['a piece with NUL', { field: 'motto', operator: 'contains', value: 'abc\u0000d' }],
    ['a lone surrogate', { field: 'motto', operator: 'contains', value: 'abc\ud800' }],
    ['NUL in an identity', { field: 'twitter', operator: 'eq', value: 'a\u0000b' }],
    ['an option that is none', { field: 'plan', operator: 'eq', value: 'Silver' }],
    ['a day that is none', { field: 'day', operator: 'gt', value: '2025-02-29' }],
    ['an operand for nothing', { field: 'motto', operator: 'eq', value: 'a', more: 1 }],
    ['a group of no list', { operator: 'and', value: 'x' }],
    ['a tree too deep', nested(9)],
    ['a tree far too deep', nested(25)],
    [
      'too many conditions',
      { operator: 'or', value: Array.from({ length: 101 }, () => nested(0)) },
    ],
    ['a list', []],
    ['a text', 'name'],
  ])('%s', async (_, filter) => {
    const { status, body } = await people.api.send<ProblemBody>('POST', '/api/v1/contacts:query', {
      body: { filter },
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors)[0]).toMatch(/^filter/)
  })

  test('in an address too', async () => {
    for (const filter of ['{', 'x', '[]', '', JSON.stringify(nested(500))])
      expect((await people.api.list({ filter })).status).toBe(422)
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'

let api: Api

const people: Record<string, object> = {
  'Jörg Müller': { email: ['jm@example.com'], city: 'Köln' },
  'Jo Lindqvist': { email: ['jo@example.se'], company: 'Volvo "Cars" AB' },
  'Ana María Díaz': { sms: ['+49 30 1234567'] },
  'Bo Ek': { twitter: ['@BoEk'] },
  '100% Real': { email: ['real@example.com'], description: 'first line\nsecond_line' },
  "O'Neill AND Sons": { email: ['oneill@example.com'] },
  李小龙: { external_id: ['Dragon-1973'] },
  'Ångström Öd': { email: ['od@example.com'] },
  東京の山田: { external_id: ['a1'] },
  김서연: { external_id: ['a2'] },
  マイガイ: { external_id: ['a3'] },
  'Typed Nationally': { external_id: ['a4'], phone: '030 / 555-1234' },
  'Typed Internationally': { sms: ['+49 (0)30 5551234'] },
  American: { sms: ['(617) 100-0054'] },
}

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Note', type: 'text' })
  for (const [name, values] of Object.entries(people)) await api.contact({ name, ...values })
})

async function found(q: string): Promise<string[]> {
  const { status, body } = await api.list({ q })
  expect(status).toBe(200)
  expect(body.total).toBe(body.data.length)
  return body.data.map(({ values }) => String(values.name)).sort()
}

describe('searching', () => {
  test.each([
    ['a piece of a name', 'ndqv', ['Jo Lindqvist']],
    ['another case', 'LINDQVIST', ['Jo Lindqvist']],
    ['no diacritics', 'muller', ['Jörg Müller']],
    ['diacritics', 'MÜLLER', ['Jörg Müller']],
    ['diacritics as marks of their own', 'mu\u0308ller', ['Jörg Müller']],
    ['an e-mail address', 'jm@example.com', ['Jörg Müller']],
    ['a piece of it in the middle', 'example.se', ['Jo Lindqvist']],
    ['a phone number as typed', '30 1234', ['Ana María Díaz']],
    ['a phone number in full', '+49301234567', ['Ana María Díaz']],
    ['a handle without its @', 'boek', ['Bo Ek']],
    ['a text field', 'köln', ['Jörg Müller']],
    ['several words, wherever they are', 'müller köln', ['Jörg Müller']],
    ['several words in another order', 'díaz ana', ['Ana María Díaz']],
    ['words that no contact has all of', 'müller lindqvist', []],
    ['words of two letters, each at the start of a word', 'Li Jo', ['Jo Lindqvist']],
    ['a single letter among words, as one phrase', 'Jo L', ['Jo Lindqvist']],
    ['three characters of another script', '李小龙', ['李小龙']],
    ['blanks around and between', '  ana   díaz  ', ['Ana María Díaz']],
    ['a line of several', 'second_line', ['100% Real']],
    ['something nobody has', 'xyzzyx', []],
  ])('finds by %s', async (_, q, names) => {
    expect(await found(q)).toEqual(names)
  })

  test.each([
    ['J', ['Jo Lindqvist', 'Jörg Müller']],
    ['Ö', ["O'Neill AND Sons"]],
    ['%', []],
    ['_', []],
  ])('by “%s”, a single letter, finds names that begin with it', async (q, names) => {
    expect(await found(q)).toEqual(names)
  })

  test.each([
    ['jo', ['Jo Lindqvist', 'Jörg Müller']],
    ['ek', ['Bo Ek']],
    ['öd', ['Ångström Öd']],
    ['ne', ["O'Neill AND Sons"]],
    ['se', ['Jo Lindqvist', '100% Real']],
    ['qv', []],
    ['李', ['李小龙']],
    ['小龙', ['李小龙']],
    ['山田', ['東京の山田']],
    ['の山', ['東京の山田']],
    ['서연', ['김서연']],
    ['서연'.normalize('NFD'), ['김서연']],
    ['ｶﾞｲ', ['マイガイ']],
  ])(
    'by “%s” finds words that begin with it, and in scripts without blanks all that have it',
    async (q, names) => {
      expect(await found(q)).toEqual(names.toSorted())
    },
  )

  test.each([
    '030 555 1234',
    '0305551234',
    '(030) 555-1234',
    '+49 30 5551234',
    '0049305551234',
    '0049 (0)30 / 555 12 34',
    '5551234',
    '555-1234',
    '551234',
    '51234',
  ])('by %s finds a number in whatever spelling it is stored', async (q) => {
    expect(await found(q)).toEqual(['Typed Nationally', 'Typed Internationally'].toSorted())
  })

  test.each(['617-100-0054', '6171000054', '+1 (617) 100 0054', '0054', '100-0054', '1000054'])(
    'by %s finds a number of the country that national ones are of',
    async (q) => {
      expect(await found(q)).toEqual(['American'])
    },
  )

  test.each([
    ['"', []],
    ['""', []],
    ['"""', []],
    ['"Cars"', ['Jo Lindqvist']],
    ['volvo "cars"', ['Jo Lindqvist']],
    ['AND', ["O'Neill AND Sons"]],
    ['sons AND', ["O'Neill AND Sons"]],
    ['NOT müller', []],
    ['müller OR lindqvist', []],
    ['mül*', []],
    ['text:müller', []],
    ['^ana', []],
    ['NEAR(ana díaz)', []],
    ["o'neill", ["O'Neill AND Sons"]],
    ["' OR 1=1 --", []],
    ['100%', ['100% Real']],
    ['(((', []],
    ['{}[]', []],
    ['\\\\\\', []],
    ['-ana', []],
    ['+49', ['Ana María Díaz', 'Typed Internationally']],
    ['😀😀😀', []],
    ['\u0301\u0301\u0301', []],
    ['\u0301', []],
    ['\ufeff\ufeff\ufeff', 'anything'],
  ])('takes %s for text and not for syntax', async (q, names) => {
    const result = await found(q)
    if (names !== 'anything') expect(result).toEqual(names)
  })

  test.each(['a\u0000bc', '\u0000', '\u0007bell', 'x'.repeat(257)])('refuses %j', async (q) => {
    expect((await api.list({ q })).status).toBe(422)
  })

  test('narrows a filter down, and a filter a search', async () => {
    const filter = { field: 'email', operator: 'nnull' }
    const { body } = await api.query({ q: 'example', filter })
    expect(body.total).toBe(5)
    const sorted = await api.query({ q: 'example', sorters: [{ field: 'name', order: 'asc' }] })
    expect(sorted.body.data.map(({ values }) => values.name)).toEqual([
      '100% Real',
      'Ångström Öd',
      'Jo Lindqvist',
      'Jörg Müller',
      "O'Neill AND Sons",
    ])
  })

  test('walks by cursors, of words and of beginnings alike', async () => {
    for (const q of ['example', 'J']) {
      const whole = await api.list({ q })
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: typeof whole = await api.list({ q, pageSize: '1', ...(cursor && { cursor }) })
        seen.push(...page.body.data.map(({ id }) => id))
        cursor = page.body.nextCursor
      } while (cursor !== null)
      expect(seen).toEqual(whole.body.data.map(({ id }) => id))
    }
  })

  test('follows every change', async () => {
    const { id } = await api.contact({
      name: 'Quixotic',
      email: ['q@example.org'],
      note: 'windmill',
    })
    expect(await found('windmill')).toEqual(['Quixotic'])
    await api.patch(id, 1, { note: 'giant', name: 'Sancho' })
    expect(await found('windmill')).toEqual([])
    expect(await found('quixotic')).toEqual([])
    expect(await found('giant')).toEqual(['Sancho'])
    await api.patch(id, 2, { email: ['panza@example.org'] })
    expect(await found('q@example.org')).toEqual([])
    expect(await found('panza@')).toEqual(['Sancho'])
  })
})

describe('writes that come together', () => {
  test('each are found by what was written, and what was refused is not', async () => {
    const before = await api.contact({
      name: 'Together Before',
      email: ['together.before@example.com'],
    })
    const renamed = api.patch(before.id, before.version, { name: 'Together After' })
    const create = (name: string, email: string, key?: string) =>
      api.send('POST', '/api/v1/contacts', {
        body: { values: { name: `Together ${name}`, email: [email] } },
        ...(key && { headers: { 'idempotency-key': key } }),
      })
    const answers = await Promise.all([
      create('One', 'together.1@example.com'),
      create('Taken', 'TOGETHER.before@example.com'),
      renamed,
      create('Twice', 'together.2@example.com', 'together'),
      create('Twice', 'together.2@example.com', 'together'),
      create('"Three"', 'together.3@example.com'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 200, 201, 201, 201])
    expect(await found('together')).toEqual([
      'Together "Three"',
      'Together After',
      'Together One',
      'Together Twice',
    ])
  })
})

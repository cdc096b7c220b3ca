import { describe, expect, test } from 'vitest'
import { isRequired } from './contact-facts.ts'
import { type ContactMode, contactSchema, judgeContact } from './contact-schema.ts'
import { customField } from './field.test-support.ts'
import type { Field } from './field.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import { codedReasonsOf, type Reasons, reasonsOf } from './problem.ts'
import { applyPatch, isEmptyValue, noValues, sameValue, type Values } from './values.ts'

let nextId = 101

function field(key: string, more: Partial<Field> = {}): Field {
  const id = nextId++
  return customField(key, { id, position: id, length: 10, ...more })
}

const fields: Field[] = [
  ...prebuiltFields,
  field('nick'),
  field('notes', { type: 'textarea' }),
  field('must', { required: true, defaultValue: 'given' }),
  field('hidden', { required: true, visible: false, defaultValue: 'unseen' }),
  field('source', { readOnly: true }),
  field('tags', {
    type: 'checkboxlist',
    readOnly: true,
    options: [
      { id: 'b', text: 'Bee' },
      { id: 'a', text: 'Ant' },
    ],
  }),
  field('flag', { type: 'checkbox', defaultValue: false }),
]

const complete = { name: 'Ann', email: ['ann@example.com'] }

function judge(mode: ContactMode, values: unknown, current?: Values): Values | Reasons {
  const verdict = contactSchema(fields, mode, { current }).safeParse(values)
  const said = verdict.success ? verdict.data : reasonsOf(verdict.error)
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
    const plain = judgeContact(fields, mode, values as Values, { current })
    expect(plain).toEqual(
      verdict.success
        ? { values: said, reasons: null }
        : { values: null, reasons: codedReasonsOf(verdict.error) },
    )
  }
  return said
}

const judged = (mode: ContactMode, values: unknown, current?: Values) => ({
  ...judge(mode, values, current),
})

describe('creating', () => {
  test('fills defaults into what is absent, hidden fields too', () => {
    expect(judged('create', complete)).toEqual({
      ...complete,
      must: 'given',
      hidden: 'unseen',
      flag: false,
    })
  })

  test('takes an explicit null for the wish to have no value', () => {
    const { hidden, flag } = judged('create', { ...complete, hidden: null, flag: null }) as Values
    expect([hidden, flag]).toEqual([undefined, undefined])
  })

  test('takes undefined for absent', () => {
    expect(judged('create', { ...complete, hidden: undefined }).hidden).toBe('unseen')
  })

  test('asks for required fields that null or blanks leave without a value', () => {
    for (const must of [null, '', ' \t\n', '\u00a0'])
      expect(judged('create', { ...complete, must })).toEqual({ must: ['is required'] })
    expect(judged('create', { ...complete, name: '  ' })).toEqual({ name: ['is required'] })
  })

  test('never asks for a hidden field', () => {
    expect(judged('create', { ...complete, hidden: '' })).not.toHaveProperty('hidden')
  })

  test('lets a read-only field be set', () => {
    expect(judged('create', { ...complete, source: 'web' }).source).toBe('web')
  })

  test('asks for one identity, unless one was refused already', () => {
    const none = judge('create', { name: 'Ann' }) as Reasons
    expect(Object.keys(none)).toEqual(['identities'])
    expect(none.identities?.[0]).toContain('Email')
    for (const email of [null, [], [''], '', ['  ', null]])
      expect(Object.keys(judged('create', { name: 'Ann', email }))).toEqual(['identities'])
    expect(Object.keys(judged('create', { name: 'Ann', email: ['nope'] }))).toEqual(['email'])
    expect(Object.keys(judged('create', { name: 'Ann', email: 'a@b.org' }))).toEqual(['email'])
  })

  test('tells everything that is wrong, each reason once', () => {
    const reasons = judged('create', {
      name: 'x'.repeat(300),
      email: ['nope', 'nope', 'fine@example.com'],
      nick: 5,
      nope: 1,
      created_at: '2026-01-01T00:00:00Z',
    })
    expect(Object.keys(reasons).sort()).toEqual(['created_at', 'email', 'name', 'nick', 'nope'])
    expect(reasons.email).toHaveLength(1)
  })
})

describe('a row of a file', () => {
  test('is judged value by value, before anything is asked of the whole', () => {
    expect(judged('row', {})).toEqual({})
    expect(judged('row', { nick: 'n', email: null })).toEqual({ nick: 'n' })
    expect(judged('row', { nick: 'x'.repeat(11), nope: 1 })).toEqual({
      nick: [expect.stringContaining('10')],
      nope: [expect.any(String)],
    })
  })
})

describe('replacing', () => {
  test('asks for what creating asks for, and fills no default', () => {
    expect(judged('replace', complete)).toEqual({ must: ['is required'] })
    expect(judged('replace', { ...complete, must: 'm' })).toEqual({ ...complete, must: 'm' })
    expect(Object.keys(judged('replace', { name: 'A', must: 'm' }))).toEqual(['identities'])
  })
})

describe('patching', () => {
  const current = { ...complete, must: 'm', source: 'web', tags: ['a', 'b'], nick: 'n' }

  test('fills no defaults and asks for nothing that is not sent', () => {
    expect(judged('patch', {}, current)).toEqual({})
    expect(judged('patch', { nick: 'other' }, {})).toEqual({ nick: 'other' })
    expect(judged('patch', { email: [] }, {})).toEqual({ identities: [expect.any(String)] })
    expect(judged('patch', { nick: 'other' })).toEqual({ nick: 'other' })
  })

  test('clears with null, blanks and empty lists, and leaves alone what is undefined', () => {
    for (const nick of [null, '', '  ']) expect(judged('patch', { nick })).toEqual({ nick: null })
    expect(judged('patch', { email: [] })).toEqual({ email: null })
    expect(judged('patch', { nick: undefined, must: undefined })).toEqual({})
  })

  test('refuses to empty a required field, and the name', () => {
    for (const key of ['name', 'must'])
      for (const value of [null, '', '  '])
        expect(judged('patch', { [key]: value }, current)).toEqual({ [key]: ['is required'] })
    expect(judged('patch', { hidden: null }, current)).toEqual({ hidden: null })
  })

  test('lets a read-only field be sent as it is, in any spelling of it', () => {
    expect(judged('patch', { source: 'web' }, current)).toEqual({ source: 'web' })
    expect(judged('patch', { tags: ['Bee', 'Ant'] }, current)).toEqual({ tags: ['a', 'b'] })
    expect(judged('patch', { source: '' }, complete)).toEqual({ source: null })
  })

  test('refuses to change, set or clear a read-only field', () => {
    const readOnly = { source: ['is read only once the contact exists'] }
    expect(judged('patch', { source: 'shop' }, current)).toEqual(readOnly)
    expect(judged('patch', { source: null }, current)).toEqual(readOnly)
    expect(judged('patch', { source: 'late' }, complete)).toEqual(readOnly)
  })

  test('refuses to take the last identity away', () => {
    expect(Object.keys(judged('patch', { email: null }, current))).toEqual(['identities'])
    expect(judged('patch', { email: null, sso_id: ['x'] }, current)).toEqual({
      email: null,
      sso_id: ['x'],
    })
  })
})

describe.each(['create', 'replace', 'patch', 'row'] as const)('in mode %s', (mode) => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'Name', 'f1'])(
    'the key “%s” is unknown',
    (key) => {
      const values: unknown = JSON.parse(`{"name":"A","email":["a@b.org"],"must":"m","${key}":{}}`)
      expect(Object.keys(judge(mode, values))).toEqual([key === '' ? 'body' : key])
    },
  )

  test('the values inherit nothing, and nothing can be slipped in', () => {
    const values = judge(mode, { ...complete, must: 'm' })
    const parent: object = Object.getPrototypeOf(values)
    expect(Object.getPrototypeOf(parent)).toBeNull()
    expect(Reflect.ownKeys(parent)).toEqual([])
    expect(Object.isFrozen(parent)).toBe(true)
    expect(({} as Values).must).toBeUndefined()
  })

  test.each([null, 'x', 5, [], undefined])('%j is no object of values', (values) => {
    expect(Object.keys(judge(mode, values))).toEqual(['body'])
  })

  test.each([
    ['NUL', 'a\u0000'],
    ['an escape', '\u001b'],
    ['a C1 control', 'a\u0090'],
    ['a lone surrogate', 'a\ud800'],
    ['a noncharacter', 'a\uffff'],
  ])('%s is refused, in lines, in texts and in identities', (_, text) => {
    const reasons = judge(mode, { ...complete, must: 'm', nick: text, notes: text, sso_id: [text] })
    expect(Object.keys(reasons).sort()).toEqual(['nick', 'notes', 'sso_id'])
  })

  test('lengths count characters', () => {
    const base = { ...complete, must: 'm' }
    expect(judge(mode, { ...base, nick: '😀'.repeat(10) })).toHaveProperty('nick', '😀'.repeat(10))
    expect(judge(mode, { ...base, nick: '😀'.repeat(11) })).toEqual({
      nick: ['must be at most 10 characters long, has 11'],
    })
  })

  test('line ends are one kind, and none in a line', () => {
    const base = { ...complete, must: 'm' }
    expect(judge(mode, { ...base, notes: 'a\r\nb\rc' })).toHaveProperty('notes', 'a\nb\nc')
    for (const nick of ['a\nb', 'a\rb', 'a\r\nb'])
      expect(judge(mode, { ...base, nick })).toEqual({ nick: ['must be on one line'] })
    expect(Object.keys(judge(mode, { ...base, sso_id: ['a\nb'] }))).toEqual(['sso_id'])
  })

  test('what Cardfile keeps itself cannot be set, not even to nothing', () => {
    const base = { ...complete, must: 'm' }
    for (const value of ['2026-01-01T00:00:00Z', null])
      expect(Object.keys(judge(mode, { ...base, created_at: value }))).toEqual(['created_at'])
  })
})

test('an empty value is null, undefined, blanks, or a list of nothing else', () => {
  for (const value of [
    null,
    undefined,
    '',
    ' ',
    '\u00a0\n',
    '\u200b',
    '\u2060\u3164',
    [],
    [''],
    [null, ' '],
  ])
    expect(isEmptyValue(value)).toBe(true)
  for (const value of [0, false, 'a', '\u200d👍', ['a'], ['', 'a'], {}, [[]]])
    expect(isEmptyValue(value)).toBe(false)
})

test('values are the same by their content', () => {
  expect(sameValue(['a'], ['a'])).toBe(true)
  expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false)
  expect(sameValue('', null)).toBe(true)
  expect(sameValue(undefined, [])).toBe(true)
  expect(sameValue(0, false)).toBe(false)
  expect(sameValue('1', 1)).toBe(false)
})

test('a patch is applied without touching what it is applied to', () => {
  const before = { name: 'A', city: 'Rome' }
  expect({ ...applyPatch(before, { city: null, title: 'Dr' }) }).toEqual({ name: 'A', title: 'Dr' })
  expect(before).toEqual({ name: 'A', city: 'Rome' })
})

test('the name is required whatever its definition says', () => {
  const name = prebuiltFields.find(({ key }) => key === 'name')!
  expect(isRequired({ ...name, required: false, visible: false })).toBe(true)
  expect(isRequired(field('x', { required: true, visible: false }))).toBe(false)
})

test('no key of values means more than itself', () => {
  const values = noValues()
  Object.assign(values, { constructor: 1 })
  values['__proto__'] = { polluted: true }
  expect(Object.keys(values)).toEqual(['constructor', '__proto__'])
  expect([values.polluted, ({} as Values).polluted]).toEqual([undefined, undefined])
})

test('takes what was judged before as it is, and judges the rest', () => {
  const tags = ['never asked']
  const judgedBefore = { tags, nick: 'much too long for it' }
  const verdict = judgeContact(
    fields,
    'replace',
    { ...complete, must: 'm', tags, nick: 'also too long' },
    { judged: judgedBefore },
  )
  expect(Object.keys(verdict.reasons ?? {})).toEqual(['nick'])
})

test('names a few thousand unknown keys, and of half a million only that there are too many', () => {
  const sent = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]))
  const told = (count: number) =>
    codedReasonsOf(contactSchema(fields, 'create').safeParse(sent(count)).error!)
  expect(Object.keys(told(1_000)).length).toBeGreaterThan(1_000)
  expect(Object.values(told(500_000)).flat()).toMatchObject([
    { code: 'too_many_values', params: { most: 10_000 } },
  ])
})

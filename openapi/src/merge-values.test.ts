import { describe, expect, test } from 'vitest'
import { type MergeChoice, type MergePart, mergeValues, refusedChoices } from './merge-values.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import type { Field } from './field.ts'
import type { Values } from './values.ts'

const custom = (id: number, key: string, more: Partial<Field>): Field => ({
  ...(prebuiltFields[0] as Field),
  id,
  key,
  name: key,
  kind: 'C',
  required: false,
  ...more,
})
const options = ['a', 'b', 'c'].map((text) => ({ id: text, key: text, text }))
const fields = [
  ...prebuiltFields,
  custom(101, 'tags', { type: 'checkboxlist', options }),
  custom(102, 'level', { type: 'integer', readOnly: true }),
  custom(103, 'marks', { type: 'checkboxlist', options, readOnly: true }),
  custom(104, 'secret', { editable: false, unseen: true }),
]

const part = (id: string, day: number, values: Values): MergePart => ({
  id,
  updatedAt: `2030-01-0${day}T00:00:00.000Z`,
  values,
})

interface Case {
  title: string
  own?: Values
  /** Updated on the 2nd. */
  older?: Values
  /** Updated on the 3rd. */
  newer?: Values
  choose?: Record<string, MergeChoice>
  is: Values
  from?: Record<string, string[]>
  others?: Record<string, Record<string, unknown>>
}

const cases: Case[] = [
  {
    title: 'keeps the survivor’s own value, and says what others have',
    own: { city: 'Rome' },
    newer: { city: 'Bonn' },
    is: { city: 'Rome' },
    from: { city: ['s'] },
    others: { city: { n: 'Bonn' } },
  },
  {
    title: 'takes the value of the source that was updated last',
    older: { city: 'Bonn' },
    newer: { city: 'Kiel' },
    is: { city: 'Kiel' },
    from: { city: ['n'] },
    others: { city: { o: 'Bonn' } },
  },
  { title: 'passes over a source that has none', older: { city: 'Bonn' }, is: { city: 'Bonn' } },
  {
    title: 'tells of no other where all say the same',
    own: { city: 'Rome' },
    older: { city: 'Rome' },
    is: { city: 'Rome' },
    others: { city: {} },
  },
  {
    title: 'unites lists, the survivor’s first, each element once',
    own: { tags: ['b'] },
    older: { tags: ['b', 'c'] },
    newer: { tags: ['a'] },
    is: { tags: ['b', 'a', 'c'] },
    from: { tags: ['s', 'n', 'o'] },
  },
  {
    title: 'unites identities whatever their spelling, as the survivor has them',
    own: { email: ['Ann@x.org'] },
    newer: { email: ['b@x.org', 'ann@X.org'] },
    is: { email: ['Ann@x.org', 'b@x.org'] },
  },
  {
    title: 'keeps a read-only value, and takes one where there is none',
    own: { marks: ['a'] },
    newer: { marks: ['b'], level: 3 },
    is: { marks: ['a'], level: 3 },
    others: { marks: { n: ['b'] }, level: {} },
  },
  {
    title: 'takes what is hidden from whoever merges by the same rule',
    newer: { secret: 'x' },
    is: { secret: 'x' },
  },
  {
    title: 'lets a choice of a contact beat all of it',
    own: { city: 'Rome', tags: ['a'] },
    newer: { city: 'Bonn', tags: ['b'] },
    choose: { city: { from: 'n' }, tags: { from: 'n' } },
    is: { city: 'Bonn', tags: ['b'] },
    from: { city: ['n'], tags: ['n'] },
    others: { city: { s: 'Rome' }, tags: { s: ['a'] } },
  },
  {
    title: 'takes none where the chosen contact has none',
    own: { city: 'Rome' },
    choose: { city: { from: 'n' } },
    is: { city: null },
    from: { city: [] },
  },
  {
    title: 'takes a value of its own, also where nobody has one',
    own: { city: 'Rome' },
    choose: { city: { value: 'Graz' }, state: { value: 'Styria' } },
    is: { city: 'Graz', state: 'Styria' },
    from: { city: [], state: [] },
  },
]

describe('merging values', () => {
  test.for(cases)('$title', ({ own = {}, older = {}, newer = {}, choose, is, from, others }) => {
    const parts = [part('o', 2, older), part('n', 3, newer)]
    const merged = mergeValues(fields, part('s', 1, own), parts, choose)
    expect(Object.fromEntries(merged.map(({ field, result }) => [field.key, result]))).toEqual(is)
    for (const [key, ids] of Object.entries(from ?? {}))
      expect(merged.find(({ field }) => field.key === key)?.from).toEqual(ids)
    for (const [key, left] of Object.entries(others ?? {})) {
      const told = merged.find(({ field }) => field.key === key)?.others ?? []
      expect(Object.fromEntries(told.map(({ id, value }) => [id, value]))).toEqual(left)
    }
  })

  test.for<[key: string, choice: MergeChoice, code: string | null]>([
    ['city', { from: 's' }, null],
    ['city', { value: null }, null],
    ['city', { from: 'x' }, 'not_among_merged'],
    ['nosuch', { from: 's' }, 'unknown_field'],
    ['secret', { from: 's' }, 'unknown_field'],
    ['level', { from: 's' }, 'read_only'],
    ['created_at', { from: 's' }, 'computed'],
  ])('takes or refuses a choice: %s %j → %s', ([key, choice, code]) => {
    const refused = refusedChoices(fields, { [key]: choice }, ['s', 'n'])
    expect(refused[`choose.${key}`]?.map((told) => told.code) ?? null).toEqual(code && [code])
  })
})

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { codedReasonsOf, reasonsOf } from '../problem.ts'
import { english } from './english.ts'
import { named, ofField, plainReason, reason, reasonSchema, textsOf } from './reason.ts'
import { refusal, refuse } from './zod.ts'

test('a reason is its code, its parameters, and the sentence made from them', () => {
  expect(reason('required')).toEqual({ code: 'required', params: {}, text: 'is required' })
  expect(reason('too_long', { most: 5, has: 6 })).toEqual({
    code: 'too_long',
    params: { most: 5, has: 6 },
    text: 'must be at most 5 characters long, has 6',
  })
})

test('codes are words that a translation can be filed under', () => {
  for (const code of Object.keys(english)) expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
})

test('words that were made elsewhere travel as `other`, in the order they were told', () => {
  const coded = { name: [plainReason('is odd'), reason('required')] }
  expect(coded.name.map(({ code }) => code)).toEqual(['other', 'required'])
  expect(textsOf(coded)).toEqual({ name: ['is odd', 'is required'] })
  for (const one of coded.name) expect(reasonSchema.parse(one)).toEqual(one)
})

test('a reason names the value or the field it is about, and keeps both as parameters', () => {
  expect(named('x', reason('required'))).toEqual({
    code: 'required',
    params: { value: 'x' },
    text: '“x” is required',
  })
  expect(ofField('City', reason('required'))).toEqual({
    code: 'required',
    params: { field: 'City' },
    text: 'City is required',
  })
})

describe('a zod error', () => {
  const reasonsIn = (schema: z.ZodType, value: unknown) => {
    const { error } = schema.safeParse(value)
    if (!error) throw new Error('nothing was refused')
    const coded = codedReasonsOf(error)
    expect(textsOf(coded)).toEqual(reasonsOf(error))
    return coded
  }

  test('keeps the reason that a check gave', () => {
    const told = reason('too_long', { most: 1, has: 2 })
    const refusing = z.string().superRefine((_, context) => refuse(context, told))
    expect(reasonsIn(z.object({ a: refusing }), { a: 'x' })).toEqual({ a: [told] })
    const refining = z.string().refine(() => false, refusal('too_long', { most: 1, has: 2 }))
    expect(reasonsIn(z.object({ a: refining }), { a: 'x' })).toEqual({ a: [told] })
  })

  test('has our name of the rule where zod itself found the fault, or else zod’s', () => {
    const schema = z.object({ a: z.string('must be text'), b: z.number().max(3, 'must be small') })
    expect(reasonsIn(schema, { a: 1, b: 4 })).toMatchObject({
      a: [{ code: 'not_text', params: {}, text: 'must be text' }],
      b: [{ code: 'above_maximum', params: { most: 3 }, text: 'must be small' }],
    })
  })

  test('tells each reason once, and `other` where a check gave words alone', () => {
    const schema = z.array(z.string().refine(() => false, 'is odd'))
    expect(reasonsIn(z.object({ a: schema }), { a: ['x', 'y'] })).toEqual({
      a: [{ code: 'other', params: {}, text: 'is odd' }],
    })
  })
})

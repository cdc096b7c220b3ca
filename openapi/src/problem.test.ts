import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { problems, reasonsOf } from './problem.ts'

function reasons(schema: z.ZodType, value: unknown, prefix?: string) {
  const verdict = schema.safeParse(value)
  if (verdict.success) throw new Error('nothing was refused')
  return reasonsOf(verdict.error, prefix)
}

describe('reasons', () => {
  test('stand under the dotted path, list positions folded into their field', () => {
    const schema = z.object({ a: z.object({ b: z.array(z.string('must be text')) }) })
    expect(reasons(schema, { a: { b: [1, 'x', 2] } })).toEqual({ 'a.b': ['must be text'] })
    expect(reasons(schema, { a: { b: [1] } }, 'values')).toEqual({ 'values.a.b': ['must be text'] })
  })

  test('name each unknown key', () => {
    expect(reasons(z.strictObject({ a: z.object({}) }), { a: {}, b: 1, c: 2 })).toEqual({
      b: ['is not known here'],
      c: ['is not known here'],
    })
    expect(reasons(z.object({ a: z.strictObject({}) }), { a: { b: 1 } })).toEqual({
      'a.b': ['is not known here'],
    })
  })

  test('of the whole stand under body, or under the prefix', () => {
    expect(Object.keys(reasons(z.object({}), 5))).toEqual(['body'])
    expect(Object.keys(reasons(z.object({}), 5, 'values'))).toEqual(['values'])
  })

  test('of a list or a word are those of the list, however much of it is wrong', () => {
    const edit = z.union([
      z.strictObject({ set: z.object({}) }),
      z.strictObject({ clear: z.array(z.string()) }),
    ])
    const schema = z.object({ do: z.union([z.array(edit).min(1), z.enum(['delete', 'restore'])]) })
    expect(reasons(schema, { do: [{ action: 'set', field: 'x' }, { clear: [1] }] })).toEqual({
      'do.set': ['is required'],
      'do.action': ['is not known here'],
      'do.field': ['is not known here'],
      'do.clear': ['must be text'],
    })
    expect(reasons(schema, { do: [] })).toEqual({ do: ['must have at least 1 value'] })
    expect(reasons(schema, { do: 5 })).toEqual({ do: ['must be a list'] })
    expect(reasons(schema, {})).toEqual({ do: ['is required'] })
  })

  test('of a choice between shapes are those of the shape that was meant', () => {
    const schema = z.union([
      z.strictObject({ ids: z.array(z.string()).min(1, 'must name one') }),
      z.strictObject({ expected: z.number('must be a number') }),
    ])
    expect(reasons(schema, { ids: [] })).toEqual({ ids: ['must name one'] })
    expect(reasons(schema, { expected: 'x' })).toEqual({ expected: ['must be a number'] })
  })

  test('are safe under names every object has', () => {
    const schema = z.strictObject({})
    const told = reasons(schema, JSON.parse('{"__proto__": 1, "constructor": 2}'))
    expect(Object.keys(told).sort()).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test('every code has a status of an error and a title', () => {
  for (const { status, title } of Object.values(problems)) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title).not.toBe('')
  }
})

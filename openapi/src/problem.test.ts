import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { shapeOfSeveral } from './closest-shape.ts'
import { problems, reasonsOf } from './problem.ts'

function reasons(schema: z.ZodType, value: unknown, prefix?: string) {
  const verdict = schema.safeParse(value)
  if (verdict.success) throw new Error('nothing was refused')
  return reasonsOf(verdict.error, prefix, value)
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

  describe('of several shapes are those of the one that was meant', () => {
    const edit = z.union([
      z.strictObject({ set: z.object({}, 'must be values') }),
      z.strictObject({ clear: z.array(z.string()) }),
      z.strictObject({ add: z.object({}) }),
    ])
    const on = z.union([
      shapeOfSeveral({ ids: z.array(z.string()).min(1, 'must name one') }),
      shapeOfSeveral({
        filter: z.strictObject({ field: z.string(), operator: z.enum(['eq', 'ne']) }).optional(),
        q: z.string('must be text').optional(),
      }),
    ])
    const schema = z.object({
      do: z.union([z.array(edit).min(1), z.enum(['delete', 'restore'])]).optional(),
      on: on.optional(),
    })
    const anyEdit = 'must have exactly one of: set, clear, add'

    test.each<[what: string, value: object, told: object]>([
      ['a word that is none', { do: 'deleet' }, { do: ['must be one of: delete, restore'] }],
      ['neither a list nor a word', { do: 5 }, { do: ['must be a list'] }],
      ['what should be in a list', { do: { set: {} } }, { do: ['must be a list'] }],
      ['an empty list', { do: [] }, { do: ['must have at least 1 value'] }],
      ['a word in the list', { do: ['delete'] }, { do: ['must be an object with members'] }],
      ['a member of another form', { do: [{ clear: 'a' }] }, { 'do.clear': ['must be a list'] }],
      [
        'a member of another form beside an unknown one',
        { do: [{ set: 'x', field: 'a' }] },
        { 'do.set': ['must be values'], 'do.field': ['is not known here'] },
      ],
      [
        'members of no shape',
        { do: [{ action: 'set', field: 'a' }] },
        { do: [anyEdit], 'do.action': ['is not known here'], 'do.field': ['is not known here'] },
      ],
      ['no member', { do: [{}] }, { do: [anyEdit] }],
      [
        'members of two shapes',
        { do: [{ set: {}, clear: [] }] },
        { do: ['must have exactly one of: set, clear'] },
      ],
      ['a list that is none', { on: { ids: 'x' } }, { 'on.ids': ['must be a list'] }],
      ['an empty list of a shape', { on: { ids: [] } }, { 'on.ids': ['must name one'] }],
      [
        'much that is wrong within a member',
        { on: { filter: { and: [], or: [] } } },
        {
          'on.filter.field': ['is required'],
          'on.filter.operator': ['is required'],
          'on.filter.and': ['is not known here'],
          'on.filter.or': ['is not known here'],
        },
      ],
      ['a member that is none', { on: { q: 5 } }, { 'on.q': ['must be text'] }],
    ])('%s', (_, value, told) => {
      expect(reasons(schema, value)).toEqual(told)
    })

    test('where nobody knows the value any more', () => {
      const { error } = schema.safeParse({ on: { ids: [] }, do: [{ clear: 1 }] })
      expect(reasonsOf(error!)).toEqual({
        'on.ids': ['must name one'],
        'do.clear': ['must be a list'],
      })
    })
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

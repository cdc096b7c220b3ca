import { expect, test } from 'vitest'
import { z } from 'zod'
import { reasonText } from './reason.ts'
import { reasonOfIssue, worded } from './zod.ts'

const text = z.string().min(1).max(3)

test.each<[what: string, schema: z.ZodType, value: unknown, code: string, text: string]>([
  ['a member that is missing', text, undefined, 'required', 'is required'],
  ['an object that is missing', z.object({}), undefined, 'required', 'is required'],
  ['a choice that is missing', z.enum(['a', 'b']), undefined, 'required', 'is required'],
  [
    'one of several shapes that is missing',
    z.union([z.string(), z.int()]),
    undefined,
    'required',
    'is required',
  ],
  ['a number for a text', text, 1, 'not_text', 'must be text'],
  ['nothing for a text', text, null, 'not_text', 'must be text'],
  ['a text for a number', z.number(), '1', 'not_number', 'must be a number'],
  ['a part of a number', z.int(), 1.5, 'not_whole', 'must be a whole number'],
  ['a text for a switch', z.boolean(), 'true', 'not_boolean', 'must be true or false'],
  ['a text for a list', z.array(text), 'a', 'not_list', 'must be a list'],
  ['a list for an object', z.object({}), [], 'not_object', 'must be an object with members'],
  [
    'a text for an object by key',
    z.record(z.string(), text),
    'a',
    'not_object',
    'must be an object with members',
  ],
  ['an unknown choice', z.enum(['a', 'b']), 'c', 'not_option', 'must be one of: a, b'],
  ['none of several shapes', z.union([z.string(), z.int()]), [], 'not_valid', 'is not valid'],
  ['an empty text', text, '', 'empty_text', 'must not be empty'],
  ['a long text', text, 'abcd', 'too_long', 'must be at most 3 characters long'],
  ['a small number', z.number().min(2), 1, 'below_minimum', 'must be at least 2'],
  ['a short list', z.array(text).min(1), [], 'too_few_values', 'must have at least 1 value'],
  ['another format', z.uuid(), 'a', 'wrong_format', 'must have the format uuid'],
  ['a sentence of its own', z.string(worded('not_url')), 1, 'not_url', worded('not_url')],
])('says of %s what would be right, in the words of its code', (_, schema, value, code, right) => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  const told = reasonOfIssue(issue!)
  expect([told.code, told.text]).toEqual([code, right])
  expect(reasonText(told.code, told.params)).toBe(right)
})

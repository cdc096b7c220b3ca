import { expect, it } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { refusalOf } from './refusals.ts'

const refused = (errors: Record<string, string[]>) => {
  const error = new ApiError('It was refused.', 422, 'invalid')
  error.errors = errors
  return error
}

it.each<[Error | null, [string, readonly string[]][], string | null]>([
  [null, [], null],
  [new Error('No answer.'), [], 'No answer.'],
  [refused({}), [], 'It was refused.'],
  [refused({ 'choose.city': ['is too long'] }), [['city', ['is too long']]], null],
  [refused({ 'values.city': ['is missing'] }), [['city', ['is missing']]], null],
  [refused({ identities: ['one is needed'] }), [], 'It was refused. one is needed'],
  [
    refused({ 'choose.city': ['is too long'], from: ['comes twice'] }),
    [['city', ['is too long']]],
    'It was refused. comes twice',
  ],
])('says beside a field what is about it: %o', (error, byField, whole) => {
  const told = refusalOf(error, new Set(['city']))
  expect([[...told.byField], told.whole]).toEqual([byField, whole])
})

import { describe, expect, it } from 'vitest'
import { portable } from './portable-schema.ts'

const text = { type: 'string', maxLength: 9 }

const closed = (name: string, more: object = {}) => ({
  type: 'object',
  properties: { [name]: text },
  required: [name],
  additionalProperties: false,
  ...more,
})

describe('a schema of the document', () => {
  it.each<[string, object, object]>([
    ['says of a decimal that it is wide', { type: 'number' }, { type: 'number', format: 'double' }],
    [
      'says so where it may be null',
      { type: ['number', 'null'] },
      { type: ['number', 'null'], format: 'double' },
    ],
    [
      'says of a whole number that it is wide',
      { type: 'integer' },
      { type: 'integer', format: 'int64' },
    ],
    [
      'says where a whole number needs no more than 32 bits',
      { type: 'integer', minimum: 1, maximum: 5 },
      { type: 'integer', minimum: 1, maximum: 5, format: 'int32' },
    ],
    [
      'keeps the width that is stated',
      { type: 'integer', format: 'int32' },
      { type: 'integer', format: 'int32' },
    ],
    [
      'has null among its types',
      { title: 'City', anyOf: [text, { type: 'null' }] },
      { title: 'City', type: ['string', 'null'], maxLength: 9 },
    ],
    [
      'has null among its values, where those are listed',
      { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'has null beside the first of several alternatives',
      { oneOf: [text, { type: 'boolean' }, { type: 'null' }] },
      { oneOf: [{ ...text, type: ['string', 'null'] }, { type: 'boolean' }] },
    ],
    [
      'keeps null beside another schema, which has no types of its own',
      { oneOf: [{ $ref: '#/a' }, { type: 'null' }] },
      { oneOf: [{ $ref: '#/a' }, { type: 'null' }] },
    ],
    [
      'is whole where only whole numbers are listed',
      { type: 'number', enum: [1, 2] },
      { type: 'integer', enum: [1, 2], format: 'int64' },
    ],
    [
      'is a decimal where one of those listed is',
      { type: 'number', enum: [1, 2.5] },
      { type: 'number', enum: [1, 2.5], format: 'double' },
    ],
    [
      'is one object where the alternatives have one member each',
      { title: 'Edit', oneOf: [closed('set'), closed('clear')] },
      {
        title: 'Edit',
        type: 'object',
        properties: { set: text, clear: text },
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
    ],
    ...[
      [closed('set'), closed('set')],
      [closed('set'), closed('clear', { additionalProperties: true })],
      [closed('set'), closed('clear', { required: [] })],
      [closed('set'), closed('clear', { description: 'Takes it away' })],
      [closed('set'), closed('clear', { properties: { clear: text, all: text } })],
      [closed('set'), { $ref: '#/a' }],
      [closed('set'), text],
    ].map((oneOf): [string, object, object] => [
      `keeps alternatives that are more than a member each: ${JSON.stringify(oneOf[1])}`,
      { oneOf },
      { oneOf },
    ]),
    [
      'is found under fields that are called as a keyword is',
      { properties: { default: { type: 'number' }, properties: { type: 'integer' } } },
      {
        properties: {
          default: { type: 'number', format: 'double' },
          properties: { type: 'integer', format: 'int64' },
        },
      },
    ],
    [
      'ends no comment of the code it is put into',
      { title: 'a */ b', description: 'c """ d \\\\', properties: { title: { type: 'string' } } },
      { title: 'a * / b', description: "c ''' d \\\\ ", properties: { title: { type: 'string' } } },
    ],
    [
      'leaves examples as they are',
      { example: { type: 'integer' }, default: { type: 'number' } },
      { example: { type: 'integer' }, default: { type: 'number' } },
    ],
  ])('%s', (_, schema, right) => {
    expect(portable(schema)).toEqual(right)
  })
})

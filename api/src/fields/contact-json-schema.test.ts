import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionsStated, judgeContact, prebuiltFields, type Values } from '@cardfile/openapi'
import { conditionalDefinitions, conditionalValues } from '@cardfile/openapi/test-conditions'
import { customField } from '@cardfile/openapi/test-field'
import { isDeep } from '../../test/deep.ts'
import { isExpressible } from './condition-schema.ts'
import { contactJsonSchema } from './contact-json-schema.ts'

function validator(schema: object) {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
  ajv.addFormat('iri', (text) => URL.canParse(text))
  return ajv.compile(schema)
}

/** What programs send besides values of a field's own type: nothing in its forms, and values of others. */
const oddities = [
  null,
  '',
  ' \t',
  [],
  [null, ' '],
  'zz',
  '1',
  1.5,
  -1,
  true,
  'true',
  '2026-02-30',
  ['b', ''],
  {},
]

function someValues(): fc.Arbitrary<Values> {
  const key = fc.nat(8).map((n) => `f${n}`)
  const odd = fc.dictionary(key, fc.constantFrom<unknown>(...oddities), { maxKeys: 2 })
  return fc
    .tuple(conditionalValues(), fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, odd))
    .map(([values, more]) => ({ ...values, ...more }))
}

test(
  'takes of random contacts what the API takes, and nothing else',
  () => {
    const definitions = conditionalDefinitions({ takes: isExpressible, comparesFields: false })
    const size = 20
    const contacts = fc.array(someValues(), { minLength: size, maxLength: size })
    const counts = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(definitions, contacts, (fields, some) => {
        const takes = validator(contactJsonSchema(fields))
        for (const values of some) {
          const { reasons } = judgeContact(fields, 'create', values)
          counts[reasons ? 'refused' : 'taken']++
          expect([takes(values), reasons, values]).toEqual([reasons === null, reasons, values])
        }
      }),
      { numRuns: isDeep ? 500 : 10 },
    )
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(10)
  },
  // Making a validator of a schema takes longest, 60 ms of processor: 30 s for them all, and much more on a
  // machine that has others to serve.
  isDeep ? 900_000 : 60_000,
)

const needed = customField('plan', {
  type: 'dropdown',
  options: [{ id: 'a', text: 'Option a' }],
  required: true,
})
const guarded = customField('note', {
  visibleWhen: { field: 'plan', operator: 'null' as const },
})

test('judges nothing in its forms, and fields that are not there, as the API does', () => {
  const cases: [values: Values, isTaken: boolean][] = [
    [{ plan: null }, false],
    [{ plan: ' \t' }, false],
    [{ plan: [null, ' '] }, false],
    [{ plan: 'a', note: null }, true],
    [{ plan: 'a', note: [null] }, true],
    [{ plan: 'a', note: 'x' }, false],
  ]
  const fields = [...prebuiltFields, needed, guarded]
  const takes = validator(contactJsonSchema(fields))
  for (const [more, isTaken] of cases) {
    const values = { name: 'Ann', email: ['ann@example.com'], ...more }
    const { reasons } = judgeContact(fields, 'create', values)
    expect([more, takes(values), reasons === null]).toEqual([more, isTaken, isTaken])
  }
})

test('leaves spellings that the API takes as meant to the API', () => {
  const fields = [...prebuiltFields, needed]
  const values = { name: 'Ann', email: ['ann@example.com'], plan: 'Option a' }
  expect(judgeContact(fields, 'create', values).reasons).toBeNull()
  expect(validator(contactJsonSchema(fields))(values)).toBe(false)
})

test('leaves to the API what no schema can say, and tells it beside', () => {
  const when = { field: 'city', operator: 'eq' as const, value: 'Berlin' }
  const fields = [...prebuiltFields, customField('vat', { visibleWhen: when, required: true })]
  const schema = contactJsonSchema(fields)
  const takes = validator(schema)
  const ann = { name: 'Ann', email: ['ann@example.com'] }
  expect(takes({ ...ann, vat: 'DE1' })).toBe(true)
  expect(takes({ ...ann, shoe: 'x' })).toBe(false)
  expect(takes({ name: 'Ann' })).toBe(false)
  expect(JSON.stringify(schema)).toContain(JSON.stringify({ visibleWhen: when }))
  expect(fields.flatMap(conditionsStated)).toHaveLength(1)
})

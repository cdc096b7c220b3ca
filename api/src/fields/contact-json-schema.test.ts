import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionsStated, judgeContact, prebuiltFields } from '@cardfile/openapi'
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

test('takes of random contacts what the API takes, and nothing else', () => {
  const definitions = conditionalDefinitions({ takes: isExpressible, comparesFields: false })
  // Most of the time goes into making a validator of the schema.
  const size = isDeep ? 200 : 20
  const contacts = fc.array(conditionalValues(), { minLength: size, maxLength: size })
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
    { numRuns: isDeep ? 50 : 10 },
  )
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(10)
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

import { expect, test } from 'vitest'
import { DocumentCheck } from './document-check.ts'

/** A document of one operation, which answers a list of what is here called `Item`. */
const documentOf = (schemas: Record<string, unknown>) => {
  const schema = { type: 'array', items: { $ref: '#/components/schemas/Item' } }
  const responses = { 200: { content: { 'application/json': { schema } } } }
  return { paths: { '/items': { get: { responses } } }, components: { schemas } }
}

const faultIn = (check: DocumentCheck, body: unknown) =>
  check.fault('GET', '/items', 200, 'application/json', body)

test('judges by its own document, whatever another one means by the same names', () => {
  const item = { type: 'object', properties: { is: { $ref: '#/components/schemas/Value' } } }
  const texts = new DocumentCheck(documentOf({ Item: item, Value: { type: 'string' } }))
  const numbers = new DocumentCheck(documentOf({ Item: item, Value: { type: 'number' } }))
  for (let round = 0; round < 2; round++) {
    expect(faultIn(texts, [{ is: 'one' }])).toBeNull()
    expect(faultIn(texts, [{ is: 1 }])).toBe('GET /items 200: body/0/is must be string')
    expect(faultIn(numbers, [{ is: 1 }])).toBeNull()
    expect(faultIn(numbers, [{ is: 'one' }])).toBe('GET /items 200: body/0/is must be number')
  }
})

test('judges what may hold more of its own kind', () => {
  const below = (name: string) => ({
    type: 'object',
    required: ['of'],
    properties: { of: { type: 'array', items: { $ref: `#/components/schemas/${name}` } } },
  })
  const check = new DocumentCheck(documentOf({ Item: below('Other'), Other: below('Item') }))
  expect(faultIn(check, [{ of: [{ of: [{ of: [] }] }] }])).toBeNull()
  expect(faultIn(check, [{ of: [{ of: [{}] }] }])).toContain("must have required property 'of'")
})

import { createRequire } from 'node:module'
import type * as OpenapiTypescript from 'openapi-typescript'
import { Validator } from '@seriousme/openapi-schema-validator'
import { prebuiltFields } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { oneOfEach } from './support/people.ts'

interface Operation {
  operationId?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string }[]
  responses: Record<string, object>
}

interface ValuesSchema {
  properties: Record<string, Record<string, unknown>>
  required?: string[]
  additionalProperties: boolean
}

// The contract's own copy: it has the TypeScript that the generator can run on.
const require = createRequire(new URL('../../../openapi/package.json', import.meta.url))

async function typesOf(document: object): Promise<string> {
  const { default: openapiTS, astToString } =
    require('openapi-typescript') as typeof OpenapiTypescript
  return astToString(await openapiTS(JSON.stringify(document)))
}

let api: Api

beforeAll(async () => {
  api = await startApi()
  for (const definition of oneOfEach) await api.field(definition)
})

const schemas = async () =>
  (await api.readDocument()).components.schemas as Record<string, ValuesSchema>

describe('the live document', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const document = await api.readDocument()
    const validator = new Validator()
    const result = await validator.validate({ ...document })
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  test('says of each permission what it opens', async () => {
    const { info } = (await api.readDocument()) as unknown as { info: { description: string } }
    const rows = info.description.split('\n').filter((line) => line.startsWith('| '))
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([])
  })

  test('describes each parameter, under a word that is no other name in the code of a client', async () => {
    const { paths } = await api.readDocument()
    const operations = Object.values(paths).flatMap((path) => Object.values(path) as Operation[])
    const parameters = operations.flatMap((operation) => operation.parameters ?? [])
    expect(parameters.length).toBeGreaterThan(100)
    expect(parameters.filter(({ description = '' }) => description === '')).toEqual([])
    // A client's own names are one letter long, as Go's are for what a method belongs to.
    const short = parameters.filter(({ name }) => name.length < 2 && name !== 'q')
    expect(short).toEqual([])
  })

  test('lists a field that was just created, and no longer one that was deleted', async () => {
    const field = await api.field({ name: 'Just made', type: 'date', helpText: 'A day.' })
    for (const name of ['ContactValues', 'ContactCreateValues', 'ContactPatchValues'])
      expect((await schemas())[name]?.properties).toHaveProperty('just_made')
    expect((await schemas()).ContactValues?.properties.just_made).toMatchObject({
      title: 'Just made',
      type: 'string',
      format: 'date',
      description: 'A day.',
    })
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: 1 })
    expect((await schemas()).ContactValues?.properties).not.toHaveProperty('just_made')
  })

  test('says of values what the rules say', async () => {
    const { ContactValues, ContactCreateValues, ContactPatchValues } = await schemas()
    const { properties } = ContactValues!
    expect(ContactValues?.additionalProperties).toBe(false)
    expect(Object.keys(properties)).not.toContain('created_at')
    expect(properties.name).toMatchObject({ type: 'string', maxLength: 256 })
    expect(properties.count).toMatchObject({ type: 'integer' })
    expect(properties.price).toMatchObject({ type: 'number' })
    expect(properties.active).toMatchObject({ type: 'boolean' })
    expect(properties.moment).toMatchObject({ type: 'string', format: 'date-time' })
    expect(properties.site).toMatchObject({ type: 'string', format: 'iri' })
    expect(properties.plan).toMatchObject({ type: 'string', enum: ['gold_plan', 'ather'] })
    expect(properties.likes).toMatchObject({
      type: 'array',
      items: { type: 'string', enum: ['tea', 'coffee', 'milk_oat'] },
    })
    expect(properties.email).toMatchObject({ type: 'array', items: { type: 'string' } })
    expect(ContactCreateValues?.required).toEqual(['name'])
    expect(ContactPatchValues?.required).toBeUndefined()
    expect(ContactPatchValues?.properties.city).toMatchObject({
      type: ['string', 'null'],
    })
    expect(ContactPatchValues?.properties.name).toMatchObject({ type: 'string' })
  })

  test('asks for required fields at creation, unless a default fills them', async () => {
    await api.field({ name: 'Must', type: 'text', required: true })
    await api.field({ name: 'Filled', type: 'text', required: true, defaultValue: 'x' })
    expect((await schemas()).ContactCreateValues?.required).toEqual(['name', 'must'])
  })

  /** What there is only as a whole, or is one's own: nobody's change can be overwritten. */
  const withoutVersion = new Set([
    'revokeApiKey',
    'endSessions',
    'updateMe',
    'updatePreferences',
    'unsetNotDuplicates',
  ])

  test('names every operation once and documents its errors', async () => {
    const { paths } = await api.readDocument()
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as unknown as Record<string, Operation>).map(
        ([method, operation]) => ({
          path,
          method,
          ...operation,
        }),
      ),
    )
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      expect.arrayContaining(['listContacts', 'createContact', 'updateContact', 'createField']),
    )
    for (const { operationId, path, method, responses, parameters = [] } of operations) {
      const statuses = Object.keys(responses)
      expect(statuses, operationId).toEqual(expect.arrayContaining(['500', '503']))
      expect(operationId, path).toMatch(/^[a-z][A-Za-z]+$/)
      if (path.includes('{')) expect(statuses, operationId).toContain('404')
      if ((method === 'patch' || method === 'delete') && !withoutVersion.has(operationId ?? '')) {
        expect(statuses, operationId).toEqual(expect.arrayContaining(['412', '428']))
        expect(
          parameters.find(({ name }) => name.toLowerCase() === 'if-match'),
          operationId,
        ).toMatchObject({ in: 'header', required: true })
      }
      for (const placeholder of path.matchAll(/\{(\w+)\}/g))
        expect(parameters.find(({ name }) => name === placeholder[1])?.required).toBe(true)
    }
  })

  test('puts no schema together from others, where generators lose what may be null', async () => {
    expect(JSON.stringify(await api.readDocument())).not.toMatch(/"(allOf|anyOf)"/)
  })

  test('gives a client typed properties, custom fields among them', async () => {
    const source = await typesOf(await api.readDocument())
    const values = /ContactValues: \{([\s\S]*?)\n {8}\};/.exec(source)?.[1] ?? ''
    expect(values).toMatch(/\n\s+name: string;/)
    expect(values).toMatch(/\n\s+email\?: string\[\];/)
    expect(values).toMatch(/\n\s+count\?: number;/)
    expect(values).toMatch(/\n\s+active\?: boolean;/)
    expect(values).toMatch(/\n\s+plan\?: "gold_plan" \| "ather";/)
    expect(values).toMatch(/\n\s+likes\?: \("tea" \| "coffee" \| "milk_oat"\)\[\];/)
  })

  test('has a property for each pre-built field', async () => {
    const { ContactValues } = await schemas()
    const keys = prebuiltFields.map(({ key }) => key).filter((key) => !key.endsWith('_at'))
    expect(Object.keys(ContactValues!.properties)).toEqual(expect.arrayContaining(keys))
  })
})

describe('the documentation page', () => {
  test('loads nothing from elsewhere and runs no inline script', async () => {
    const response = await api.fetch('/api/docs')
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(page).not.toMatch(/<script>/)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toContain("frame-ancestors 'none'")
  })
})

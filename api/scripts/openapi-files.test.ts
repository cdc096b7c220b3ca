import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateOpenApiFiles, staleFiles } from './openapi-files.ts'

let files: Map<string, string>

beforeAll(async () => {
  files = await generateOpenApiFiles()
})

describe('what is made from the API', () => {
  it('is what is committed; else run npm run openapi', () => {
    expect(staleFiles(files)).toEqual([])
  })

  it('is a valid OpenAPI 3.1 document', async () => {
    const document = JSON.parse(files.get('openapi/openapi.json') ?? '') as object
    const validator = new Validator()
    const { valid, errors } = await validator.validate(document as Record<string, unknown>)
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('is told to be stale when it differs', () => {
    expect(staleFiles(new Map([['openapi/openapi.json', '{}']]))).toEqual(['openapi/openapi.json'])
    expect(staleFiles(new Map([['openapi/none.json', '']]))).toEqual(['openapi/none.json'])
  })
})

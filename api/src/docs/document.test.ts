import { prebuiltFields } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { operation } from '../http/operation.ts'
import { createRouter, json } from '../http/router.ts'
import { openApiDocument } from './document.ts'

function appOf(description: string, value: z.ZodType) {
  const route = operation({
    method: 'get',
    path: '/value',
    permission: 'public',
    responses: { 200: json(value, description) },
  })
  const app = createRouter()
  app.openapi(route, (c) => c.json({}, 200))
  return app
}

test('tells of each app what its own operations answer, whichever was asked before', () => {
  const texts = appOf('A text', z.string())
  const numbers = appOf('A number', z.number())
  for (let round = 0; round < 2; round++) {
    expect(JSON.stringify(openApiDocument(texts))).toContain('A text')
    expect(JSON.stringify(openApiDocument(numbers))).toContain('A number')
    expect(JSON.stringify(openApiDocument(numbers))).not.toContain('A text')
  }
})

test('tells the fields it is asked for, whichever they were before', () => {
  const app = appOf('A text', z.string())
  const told = (count: number) => {
    const { ContactValues } = openApiDocument(app, prebuiltFields.slice(0, count)).components
      .schemas
    return Object.keys((ContactValues as { properties: object }).properties)
  }
  expect(told(3)).toHaveLength(3)
  expect(told(2)).toEqual(told(3).slice(0, 2))
  expect(told(3)).toHaveLength(3)
})

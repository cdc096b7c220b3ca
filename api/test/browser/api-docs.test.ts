import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

describe('the API’s documentation in a browser', () => {
  it('shows the operations of the live document, with a field just made', async () => {
    await visit.api('/fields', { method: 'POST', body: { name: 'Shoe size', type: 'integer' } })
    const { page } = visit
    await page.goto('/api/docs')
    await page.getByText('/api/v1/contacts', { exact: true }).first().waitFor()
    expect(JSON.stringify(await visit.api('/openapi.json'))).toContain('shoe_size')
    expect(visit.complaints()).toEqual([])
  })
})

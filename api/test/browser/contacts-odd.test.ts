import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

describe('the contacts table with what is out of the ordinary', () => {
  it('opens a contact whose name is longer than its cell', async () => {
    const name = 'W'.repeat(200)
    const { page } = visit
    const values = { name, email: ['long@example.com'] }
    await visit.api('/contacts', { method: 'POST', body: { values } })
    await page.goto('/contacts')
    await page.getByRole('link', { name }).click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('does not call the table empty when the filter of its address cannot be read', async () => {
    const { page } = visit
    await page.goto('/contacts?filter=xx')
    await page.getByText('The filter in this address cannot be read').waitFor()
    expect(await page.getByText('No contacts yet').count()).toBe(0)
    await page.getByRole('button', { name: 'Clear filter', exact: true }).click()
    await page.getByRole('gridcell', { name: 'long@example.com' }).waitFor()
    expect(visit.complaints()).toEqual([])
  })
})

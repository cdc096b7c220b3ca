import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Values } from '@cardfile/openapi'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
  const tier = { name: 'Tier', type: 'dropdown', options: [{ text: 'Gold' }] }
  for (const body of [tier, { name: 'Since', type: 'date' }])
    await visit.api('/fields', { method: 'POST', body })
})
afterAll(() => visit?.close())

const button = (name: string | RegExp) => visit.page.getByRole('button', { name, exact: true })

const file = [
  'Who,Email,Tier,Since',
  'Ann,ann@example.com,Silver,31/02/1990',
  'Bob,bob@example.com,silver,25/12/1990',
  'Cat,cat@example.com,Gold,03/04/1990',
].join('\r\n')

it('an import takes a field by Enter, keeps the choice of dates, and is mended by what its reasons have in common', async () => {
  const { page } = visit
  await page.goto('/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'tiers.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await button('Continue to columns').click()
  await page.locator('.ant-select[aria-label="Field of Who"]').click()
  await page.keyboard.type('name')
  await page.keyboard.press('Enter')
  await page.locator('.ant-select[aria-label="Field of Who"]').getByTitle('Name name').waitFor()
  // One day that no calendar has takes the choice from nobody.
  const dayFirst = page.getByRole('radio', { name: 'Day, month, year: Apr 3, 1990' })
  await expect.poll(() => dayFirst.isChecked()).toBe(true)
  await page.getByText('1 of the 3 dates of Since in the first rows does not fit').waitFor()
  await button('Continue to preview').click()
  await page.getByText('creates 1 contact · 2 rows fail').waitFor()
  await button('Add to Tier: Silver').click()
  await page.getByText('creates 2 contacts · 1 row fails').waitFor()
  await button('Leave such cells of Since blank').click()
  await button('Check again').click()
  await page.getByText('creates 3 contacts', { exact: true }).waitFor()
  await button('Let rows with such cells of Since fail').waitFor()
  await button('Import').click()
  await page.getByText('No row failed.').waitFor()
  const { data } = await visit.api<{ data: { values: Values }[] }>('/contacts')
  const found = data.map(({ values }) => [values.name, values.since]).toReversed()
  expect(found).toEqual([
    ['Ann', undefined],
    ['Bob', '1990-12-25'],
    ['Cat', '1990-04-03'],
  ])
  expect(new Set(data.map(({ values }) => values.tier)).size).toBe(2)
  expect(visit.complaints()).toEqual([])
})

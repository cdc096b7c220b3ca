import { afterAll, beforeAll, expect, it } from 'vitest'
import { focused } from './focus.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  const field = { name: 'Fit', type: 'rating', stars: 4 }
  await visit.api('/fields', { method: 'POST', body: field })
})
afterAll(() => visit?.close())

it('a rating is given, changed and taken back with the keyboard, and read in the table', async () => {
  const { page } = visit
  await page.goto('/contacts/new')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Ann')
  await page
    .getByRole('textbox', { name: /^Email/ })
    .first()
    .fill('ann@example.com')
  const rating = page.locator('[data-field=fit]')
  const star = (spoken: string) => rating.getByRole('radio', { name: spoken })
  await star('1 of 4 stars').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await focused(star('3 of 4 stars'))
  expect(await star('3 of 4 stars').isChecked()).toBe(true)
  expect(await star('5 of 4 stars').count()).toBe(0)
  await rating.getByRole('button', { name: 'Clear' }).press('Enter')
  await star('2 of 4 stars').focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Ann' }).waitFor()
  await follow(page, '/contacts', 'Contacts')
  const cell = page.getByRole('row', { name: /Ann/ }).getByRole('img', { name: '2 of 4 stars' })
  expect(await cell.textContent()).toBe('★★☆☆')
  expect(visit.complaints()).toEqual([])
})

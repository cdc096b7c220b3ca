import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

const longest = 32_767

beforeAll(async () => {
  visit = await startVisit()
  const make = (body: object) => visit.api<Field>('/fields', { method: 'POST', body })
  await make({ name: 'Card', type: 'text', pattern: '[A-Z]{2}-\\d{4}', unique: true })
  await make({ name: 'Weight', type: 'decimal', unit: 'kg' })
  await make({ name: 'Share', type: 'percent' })
  await make({ name: 'Desk', type: 'phone', country: 'DE' })
  const body = { values: { name: 'Bob', email: ['bob@example.com'], card: 'AB-1234' } }
  await visit.api('/contacts', { method: 'POST', body })
})
afterAll(() => visit?.close())

it('a pattern is tried on a sample, one that takes other engines forever too, and refused where it is none', async () => {
  const { page } = visit
  await page.goto('/fields/new')
  await page.getByRole('button', { name: /^Text One line/ }).click()
  const pattern = page.getByRole('textbox', { name: 'Pattern', exact: true })
  const verdict = page.locator('.cf-pattern-verdict')
  const answers = async (typed: string, sample: string, words: string) => {
    await pattern.fill(typed)
    await page.getByRole('textbox', { name: 'Try it on a sample' }).fill(sample)
    await verdict.getByText(words).waitFor()
  }
  await answers('[A-Z]{2}-\\d{4}', 'AB-1234', 'The pattern takes this value.')
  await answers('[A-Z]{2}-\\d{4}', 'AB-12345', 'The pattern refuses this value.')
  await answers('(a+)+$', `${'a'.repeat(longest - 1)}!`, 'The pattern refuses this value.')
  await answers('(a', 'a', 'This is no pattern yet.')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Broken')
  await page.getByRole('button', { name: 'Create field' }).click()
  await page.getByText('Pattern must be a regular expression in RE2 syntax').waitFor()
})

it('a form takes units as people write them, and says at the field what another contact has', async () => {
  const { page } = visit
  await page.goto('/contacts/new')
  const box = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) }).first()
  await box('Name').fill('Ann')
  await box('Email').fill('ann@example.com')
  await box('Card').fill('ab-12')
  await box('Weight').fill('12 lb')
  await box('Share').fill('12.5 %')
  await box('Desk').fill('030 5551234')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Card must have the form [A-Z]{2}-\\d{4}').waitFor()
  await page.getByText('Weight must be in kg: “lb” is another unit').waitFor()
  await box('Card').fill('AB-1234')
  await box('Weight').fill('12 kg')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('“AB-1234” belongs to Bob').first().waitFor()
  await box('Card').fill('AB-1235')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Ann' }).waitFor()
  expect(await box('Weight').inputValue()).toBe('12.00')
  expect(await box('Desk').inputValue()).toBe('+49305551234')
  await follow(page, '/contacts', 'Contacts')
  const row = page.getByRole('row', { name: /Ann/ })
  await row.getByText('12.00\u00a0kg').waitFor()
  expect(visit.complaints([409, 422])).toEqual([])
})

it('the list of fields says what each states, settings that are texts among them', async () => {
  const { page } = visit
  await follow(page, '/fields', 'Fields')
  for (const stated of ['[A-Z]{2}-\\d{4}', 'kg']) await page.getByText(stated).first().waitFor()
  expect(visit.complaints([409, 422])).toEqual([])
})

it('an amount is typed as people write it, and asked for its currency where that is left open', async () => {
  const { page } = visit
  await follow(page, '/fields/new', 'New Field')
  await page.getByRole('button', { name: /^Currency/ }).click()
  await page.getByRole('textbox', { name: /^Name/ }).fill('Fee')
  await page.getByRole('combobox', { name: 'Currencies' }).click()
  await page.getByRole('combobox', { name: 'Currencies' }).fill('swiss')
  await page.getByTitle('CHF, Swiss Franc').click()
  await page.getByRole('combobox', { name: 'Currencies' }).fill('EUR')
  await page.getByTitle('EUR, Euro').click()
  await page.getByRole('button', { name: 'Create field' }).click()
  await page.getByText('The field Fee was created').waitFor()
  await follow(page, '/contacts/new', 'New Contact')
  const box = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) }).first()
  await box('Name').fill('Cem')
  await box('Email').fill('cem@example.com')
  await box('Fee').fill('1234.5')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Fee must name its currency, like 12.50 EUR').waitFor()
  await box('Fee').fill('€1,234.50')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Cem' }).waitFor()
  await expect.poll(() => box('Fee').inputValue()).toBe('1234.50 EUR')
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Field } from '@cardfile/openapi'
import { chooseOption } from './choose-option.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  const options = [{ text: 'Free' }, { text: 'Business' }]
  for (const body of [
    { name: 'Plan', type: 'dropdown', options },
    { name: 'VAT number', type: 'text' },
  ])
    await visit.api('/fields', { method: 'POST', body })
  const values = { name: 'Old', email: ['old@example.com'], plan: 'business' }
  await visit.api('/contacts', { method: 'POST', body: { values } })
})
afterAll(() => visit?.close())

it('conditions are built in a field’s editor, and a form follows them as one types', async () => {
  const { page } = visit
  const { data } = await visit.api<{ data: Field[] }>('/fields')
  const vat = data.find(({ key }) => key === 'vat_number')
  await page.goto(`/fields/${vat?.id}`)
  for (const name of ['Visible when', 'Required when']) {
    const group = page.getByRole('group', { name, exact: true })
    await group.getByRole('button', { name: 'Set a condition' }).click()
    await chooseOption(group.getByRole('combobox', { name: 'Field of condition 1' }), 'Plan')
    await chooseOption(group.getByRole('combobox', { name: 'Plan, value 1' }), 'Business')
  }
  const change = page.getByRole('button', { name: 'Save', exact: true })
  await change.click()
  const asked = page.getByRole('dialog').filter({ hasText: '1 contact would not pass now' })
  await asked.getByText('Old').waitFor()
  await asked.getByRole('button', { name: 'Save anyway' }).click()
  await page.getByText('VAT number was saved').waitFor()
  const is = { field: 'plan', operator: 'eq', value: 'business' }
  const saved = await visit.api<Field>(`/fields/${vat?.id}`)
  expect([saved.visibleWhen, saved.requiredWhen]).toEqual([is, is])

  await page.goto('/contacts/new')
  const name = page.getByRole('textbox', { name: /^Name/ })
  await name.fill('Ann')
  const email = page.getByRole('textbox', { name: /^Email/ })
  await email.first().fill('ann@example.com')
  const number = page.getByRole('textbox', { name: /^VAT number/ })
  expect(await number.count()).toBe(0)
  const plan = page.getByRole('combobox', { name: /^Plan/ })
  await chooseOption(plan, 'Business')
  await number.waitFor()
  const told = page.getByRole('status').filter({ hasText: 'VAT number' })
  expect(await told.textContent()).toBe('Now in the form: VAT number.')
  expect(await number.getAttribute('aria-required')).toBe('true')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await save.click()
  await page.getByText('VAT number is required').waitFor()
  await number.fill('DE1')
  await save.click()
  await page.getByRole('heading', { level: 1, name: 'Ann' }).waitFor()
  await chooseOption(plan, 'Free')
  await number.waitFor({ state: 'detached' })
  await save.click()
  await page.getByText('Saved', { exact: false }).first().waitFor()
  const { data: contacts } = await visit.api<{ data: { values: object }[] }>('/contacts')
  // What the field holds is kept for when it is there again.
  expect(
    contacts.find(({ values }) => Object.values(values).includes('Ann'))?.values,
  ).toMatchObject({ plan: 'free', vat_number: 'DE1' })
  expect(visit.complaints()).toEqual([])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Field } from '@cardfile/openapi'
import { chooseOption } from './choose-option.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  const options = [{ text: 'Free' }, { text: 'Business' }]
  for (const body of [
    { name: 'Plan', type: 'dropdown', options },
    { name: 'VAT number', type: 'text' },
    { name: 'Support', type: 'radio', options: [{ text: 'Mail' }, { text: 'Phone' }] },
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
  const trial = page.getByRole('group', { name: 'Try it on a contact' })
  await chooseOption(trial.getByRole('combobox'), 'Old')
  await trial.getByText('VAT number is required').waitFor()
  const change = page.getByRole('button', { name: 'Save', exact: true })
  await change.click()
  const asked = page.getByRole('dialog').filter({ hasText: '1 contact would not pass now' })
  await asked.getByText('Old').waitFor()
  await asked.getByRole('button', { name: 'Save anyway' }).click()
  await page.getByText('VAT number was saved').waitFor()
  const is = { field: 'plan', operator: 'eq', value: 'business' }
  const saved = await visit.api<Field>(`/fields/${vat?.id}`)
  expect([saved.visibleWhen, saved.requiredWhen]).toEqual([is, is])

  // An option is offered under a condition too: a sentence below it, taken away as it was set.
  const { data: now } = await visit.api<{ data: Field[] }>('/fields')
  const support = now.find(({ key }) => key === 'support')
  await follow(page, `/fields/${support?.id}`, 'Support')
  for (const option of ['Phone', 'Mail'])
    await page.getByRole('button', { name: `Offer option ${option} under a condition` }).click()
  const offered = page.getByRole('group', { name: 'Phone is offered when' })
  await chooseOption(offered.getByRole('combobox', { name: 'Field of condition 1' }), 'Plan')
  await chooseOption(offered.getByRole('combobox', { name: 'Plan, value 1' }), 'Business')
  const other = page.getByRole('group', { name: 'Mail is offered when' })
  await other.getByRole('button', { name: 'Remove the condition' }).click()
  await change.click()
  await page.getByText('Support was saved').waitFor()
  expect((await visit.api<Field>(`/fields/${support?.id}`)).options).toEqual([
    { id: 'mail', text: 'Mail' },
    { id: 'phone', text: 'Phone', when: is },
  ])

  // What a new field requires is counted before it is made.
  await follow(page, '/fields/new?type=text', 'New Field')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Needed')
  await page.getByRole('checkbox', { name: 'Required' }).check()
  await page.getByRole('button', { name: 'Create field' }).click()
  const lacking = page.getByRole('dialog').filter({ hasText: '1 contact would not pass now' })
  await lacking.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('checkbox', { name: 'Required' }).uncheck()
  await page.getByRole('button', { name: 'Create field' }).click()
  await page.getByText('The field Needed was created').waitFor()

  await follow(page, '/contacts/new', 'New Contact')
  const name = page.getByRole('textbox', { name: /^Name/ })
  await name.fill('Ann')
  const email = page.getByRole('textbox', { name: /^Email/ })
  await email.first().fill('ann@example.com')
  const number = page.getByRole('textbox', { name: /^VAT number/ })
  expect(await number.count()).toBe(0)
  const phone = page.getByRole('radio', { name: 'Phone' })
  expect(await phone.count()).toBe(0)
  const plan = page.getByRole('combobox', { name: /^Plan/ })
  await chooseOption(plan, 'Business')
  await number.waitFor()
  await phone.waitFor()
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
  // What the field holds is kept for when it is there again.
  const stored = async () => {
    const { data } = await visit.api<{ data: { values: object }[] }>('/contacts')
    return data.find(({ values }) => Object.values(values).includes('Ann'))?.values
  }
  await expect.poll(stored).toMatchObject({ plan: 'free', vat_number: 'DE1' })
  // Nor is it on paper, or a place that the palette leads to.
  await page.emulateMedia({ media: 'print' })
  await page.locator('.cf-printed dt', { hasText: 'Plan' }).waitFor()
  // The page hears a moment after the database what is stored.
  const printed = () => page.locator('.cf-printed dt').allTextContents()
  await expect.poll(printed).not.toContain('VAT number')
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('go to')
  const places = page.getByRole('option')
  await places.filter({ hasText: 'Plan' }).waitFor()
  expect(await places.filter({ hasText: 'VAT number' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(visit.complaints()).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdRequest } from './hold-request.ts'
import { focused } from './focus.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

interface Field {
  id: number
  key: string
  name: string
  visible: boolean
  version: number
  section: number | null
}

interface FieldList {
  data: Field[]
  sections: { id: number }[]
}

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })
const fields = async () => (await visit.api<{ data: Field[] }>('/fields')).data

/** Takes a row by its handle with the keyboard. It is said at once, and moves by keys from a moment later on. */
async function pickUp(name: string): Promise<void> {
  const { page } = visit
  await button(`Move ${name}`).focus()
  await page.keyboard.press('Space')
  await page.getByText(`${name} is now at place`).waitFor({ state: 'attached' })
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  )
}

describe('fields in a browser', () => {
  it('are listed with their letters and a legend', async () => {
    const { page } = visit
    await page.goto('/fields')
    await page.getByRole('link', { name: 'Email', exact: true }).waitFor()
    const legend = page.getByRole('list', { name: 'What the letters mean' })
    for (const label of ['System field', 'Custom field', 'Identity field'])
      expect(await legend.getByText(label).count()).toBe(1)
    await expect
      .poll(() => page.getByRole('img', { name: 'Identity field' }).count())
      .toBeGreaterThan(12)
  })

  it('are made data type first, and are at once in form, table, filter, sample and document', async () => {
    const { page } = visit
    await button('New Field').click()
    await page.getByRole('button', { name: /^Dropdown/ }).click()
    await page.getByRole('textbox', { name: 'Name required' }).fill('Plan')
    await page.getByRole('textbox', { name: 'Option 1' }).fill('Gold')
    await page.getByRole('textbox', { name: 'Option 2' }).fill('Silver')
    await page.getByRole('combobox', { name: 'Default value' }).press('ArrowDown')
    await page.locator('.ant-select-item-option', { hasText: 'Silver' }).click()
    await page.getByRole('textbox', { name: 'Help text' }).fill('What they pay for')
    await button('Create field').click()
    // The list is shown where it stands, among the last.
    const made = page.getByRole('link', { name: 'Plan', exact: true })
    await focused(made)
    expect(await made.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThan(900)

    await follow(page, '/contacts/new', 'New Contact')
    await page.getByText('What they pay for').waitFor()
    await page.getByRole('textbox', { name: 'Name required' }).fill('Ann')
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ann@example.com')
    await button('Save').click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await follow(page, '/contacts', 'Contacts')
    await page.getByRole('columnheader', { name: 'Plan' }).waitFor()
    await page.getByRole('gridcell', { name: 'Silver' }).waitFor()
    await button('Filter').click()
    await page.getByRole('combobox', { name: 'Field of condition 1' }).press('ArrowDown')
    await page.keyboard.type('Plan')
    await page.locator('.ant-select-item-option', { hasText: /^Plan$/ }).waitFor()

    expect(await visit.text('/exports/sample?format=csv')).toContain('Plan')
    expect(JSON.stringify(await visit.api('/openapi.json'))).toContain('"plan"')
    expect(visit.complaints()).toEqual([])
  })

  it('are edited within what their kind allows, the locked parts with why', async () => {
    const { page } = visit
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'Company', exact: true }).click()
    await page.getByText('Fixed for system fields').first().waitFor()
    expect(await page.getByRole('combobox', { name: 'Data type' }).isDisabled()).toBe(true)
    expect(await page.getByRole('textbox', { name: 'Length', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: 'Name required' }).fill('Organisation')
    await button('Save').click()
    await page.getByRole('link', { name: 'Organisation' }).waitFor()
    expect((await fields()).find(({ key }) => key === 'company')?.name).toBe('Organisation')
  })

  it('are hidden by a switch right in the list; a locked switch says why', async () => {
    const { page } = visit
    const fax = (checked: boolean) => page.getByRole('switch', { name: 'Visible: Fax', checked })
    const shown = (await fields()).find(({ key }) => key === 'fax')?.visible === true
    await fax(shown).click()
    await fax(!shown).waitFor()
    await page.locator('.ant-message').getByRole('button', { name: 'Undo' }).last().click()
    await fax(shown).waitFor()
    await fax(shown).click()
    await fax(!shown).waitFor()
    const locked = page.getByRole('switch', { name: /^Required: Name\. Locked\. / })
    expect(await locked.isDisabled()).toBe(true)
    const [, reason = ''] =
      /Locked\. (.+)/.exec((await locked.getAttribute('aria-label')) ?? '') ?? []
    await page.locator('.cf-flag-hold', { has: locked }).hover()
    const tip = page.getByRole('tooltip', { name: reason })
    await tip.waitFor()
    await page.getByRole('heading', { name: 'Fields', exact: true }).hover()
    await tip.waitFor({ state: 'hidden' })
  })

  it('are put into another order with the keyboard', async () => {
    const { page } = visit
    const before = (await fields()).map(({ key }) => key)
    await pickUp('Last name')
    const at = before.indexOf('last_name')
    const announced = (place: number) =>
      page.getByText(`Last name is now at place ${place} of`).waitFor({ state: 'attached' })
    await announced(at + 1)
    await page.keyboard.press('ArrowUp')
    await announced(at)
    const saved = page.waitForResponse(/fields:reorder/)
    await page.keyboard.press('Space')
    expect((await saved).ok()).toBe(true)
    const after = (await fields()).map(({ key }) => key)
    expect(after).toEqual(before.with(at - 1, 'last_name').with(at, before[at - 1]!))
  })

  it('are put into sections with the keyboard, and stand in them in the form', async () => {
    const { page } = visit
    await button('New Section').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name required' }).fill('On paper')
    await dialog.getByRole('checkbox', { name: 'Closed at first' }).check()
    await button('Create section').click()
    await page.getByRole('heading', { name: 'On paper' }).waitFor()
    const last = (await fields()).at(-1)!
    await pickUp(last.name)
    await page.keyboard.press('ArrowDown')
    await page
      .getByText(`${last.name} is now at place 1 of 1 in On paper`)
      .waitFor({ state: 'attached' })
    const saved = page.waitForResponse(/fields:reorder/)
    await page.keyboard.press('Space')
    expect((await saved).ok()).toBe(true)
    const { sections, data } = await visit.api<FieldList>('/fields')
    const city = data.find(({ key }) => key === 'city')!
    await visit.api(`/fields/${city.id}`, {
      method: 'PATCH',
      ifMatch: city.version,
      body: { section: sections[0]!.id },
    })
    await page.goto('/contacts/new')
    const heading = page.getByRole('button', { name: 'On paper' })
    const input = page.getByRole('textbox', { name: 'City' })
    await heading.waitFor()
    expect(await input.isVisible()).toBe(false)
    await heading.click()
    await input.waitFor()
    await page.reload()
    await input.waitFor()
    // It goes without its fields.
    await follow(page, '/fields', 'Fields')
    await button('Delete On paper').click()
    await page.getByText('Its 2 fields stay').waitFor()
    await button('Delete section').click()
    await page.getByRole('heading', { name: 'On paper' }).waitFor({ state: 'detached' })
    expect((await fields()).filter(({ section }) => section !== null)).toEqual([])
  })

  it('change their type only where no stored value is lost', async () => {
    const { page } = visit
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'Plan', exact: true }).click()
    await page.getByRole('combobox', { name: 'Data type' }).press('ArrowDown')
    await page.locator('.ant-select-item-option', { hasText: /^Integer$/ }).click()
    await button('Save').click()
    await page.getByText('1 stored value would be lost').waitFor()
    expect(await button('Convert and save').isDisabled()).toBe(true)
  })

  it('are deleted after saying how many contacts hold a value, and come back with them', async () => {
    const { page } = visit
    await page.goto('/fields')
    const filter = { field: 'plan', operator: 'nnull' }
    await visit.api('/views', { method: 'POST', body: { name: 'On plans', filter } })
    await visit.api('/fields', {
      method: 'POST',
      body: { name: 'Badge number', type: 'text', unique: true },
    })
    await page.reload()
    const notUnique = page.getByText('Once restored, it is no longer unique')
    await button('Delete Badge number').click()
    await notUnique.waitFor()
    await button('Cancel').click()
    await notUnique.waitFor({ state: 'hidden' })
    await button('Delete Plan').click()
    await page.getByText('1 contact holds a value in this field.').waitFor()
    await page.getByText('Without it these views list nothing: On plans').waitFor()
    expect(await notUnique.count()).toBe(0)
    await button('Delete field').click()
    await page.getByRole('heading', { name: 'Deleted fields' }).waitFor()
    await button('Restore Plan').click()
    await page.getByRole('link', { name: 'Plan', exact: true }).waitFor()
    const [contact] = (
      await visit.api<{ data: { values: Record<string, unknown> }[] }>('/contacts')
    ).data
    expect(contact?.values.plan).toBe('silver')
    expect(visit.complaints()).toEqual([])
  })

  it('of many contacts are converted in steps, which may be left and come back to', async () => {
    const { page } = visit
    const imported = await visit.api<{ id: string }>('/imports', {
      method: 'POST',
      body: { fileName: 'a.csv', mode: 'merge', headings: ['name', 'email', 'Plan'] },
    })
    // More than are converted at once.
    for (let number = 0; number < 6; number++) {
      const rows = Array.from({ length: 900 }, (_, at) => {
        const n = number * 900 + at
        return { number: n + 2, cells: ['Bo', `bo${n}@example.com`, n % 2 ? 'Gold' : 'Silver'] }
      })
      await visit.api(`/imports/${imported.id}/chunks/${number}`, { method: 'PUT', body: { rows } })
    }
    await page.goto('/fields')
    await page.getByRole('link', { name: 'Plan', exact: true }).click()
    await page.getByRole('combobox', { name: 'Data type' }).press('ArrowDown')
    await page.locator('.ant-select-item-option', { hasText: /^Checkbox list$/ }).click()
    // Else it is over before anybody can leave it.
    const step = holdRequest(page, 'POST', '**/api/v1/jobs/*/continue')
    await button('Save').click()
    await button('Convert and save').click()
    await page.getByRole('progressbar', { name: 'Converting the values' }).waitFor()
    await step
    await page.getByRole('link', { name: 'Fields', exact: true }).first().click()
    await page.getByRole('link', { name: /^Converting, \d+ %$/ }).click()
    await page.getByText('Plan was converted and saved.').waitFor()
    const contacts = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
      '/contacts?pageSize=2',
    )
    expect(contacts.data.map(({ values }) => values.plan)).toEqual([['gold'], ['silver']])
    expect(visit.complaints()).toEqual([])
  })
})

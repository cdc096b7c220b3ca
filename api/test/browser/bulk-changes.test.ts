import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
const count = 25

beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  await visit.api('/fields', {
    method: 'POST',
    body: { name: 'Contract', type: 'text', readOnly: true },
  })
  const items = Array.from({ length: count }, (_, n) => ({
    identities: { email: [`a${n}@example.com`] },
    values: { name: `Ann ${n}`, city: n % 5 ? 'Bonn' : 'Oslo' },
  }))
  await visit.api('/contacts:upsert', { method: 'POST', body: { items } })
})
afterAll(() => visit?.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const drawer = () => page.getByRole('dialog')
const inCity = async (value: string) => {
  const filter = { field: 'city', operator: 'eq', value }
  const body = { filter, pageSize: 1 }
  return (await visit.api<{ total: number }>('/contacts:query', { method: 'POST', body })).total
}
const counts = () => drawer().locator('.cf-bulk-counts dd').allTextContents()

async function selectAll() {
  await page.goto('/contacts')
  await page.getByLabel('Select all on this page').check()
  await button(`Select all ${count} that match`).click()
}

async function choose(field: string) {
  await drawer().getByRole('combobox', { name: 'Field', exact: true }).focus()
  await chooseOption(drawer().getByRole('combobox', { name: 'Field', exact: true }), field)
}

describe('changing all that match', () => {
  it('previews by the field’s own control, changes, and puts back, by keyboard alone', async () => {
    await selectAll()
    await button('Change').focus()
    await page.keyboard.press('Enter')
    await drawer().getByText(`Change ${count} contacts`).waitFor()
    await choose('City')
    await drawer().getByRole('textbox', { name: 'City' }).focus()
    await page.keyboard.type('Oslo')
    await button('Preview').focus()
    await page.keyboard.press('Enter')
    await expect.poll(counts).toEqual(['20', '5', '0'])
    await drawer().getByText('Bonn').first().waitFor()
    expect(await inCity('Bonn')).toBe(20)
    await button('Change 20 contacts').focus()
    await page.keyboard.press('Enter')
    await page.getByText('20 contacts were changed').waitFor()
    await expect.poll(counts).toEqual(['20', '5', '0'])
    expect(await inCity('Oslo')).toBe(count)
    await drawer().getByRole('button', { name: 'Undo', exact: true }).first().focus()
    await page.keyboard.press('Enter')
    await drawer().getByText('20 contacts are as they were before.').waitFor()
    expect(await inCity('Bonn')).toBe(20)
    await page.keyboard.press('Escape')
    await expect.poll(() => drawer().count()).toBe(0)
    expect(visit.complaints()).toEqual([])
  })

  it('says what a rule forbids, before anything is done, on a phone in the dark', async () => {
    page = await visit.open({ colorScheme: 'dark', viewport: { width: 375, height: 812 } })
    await selectAll()
    await button('Change').click()
    await choose('Email')
    await drawer().getByRole('textbox').first().fill('a1@example.com')
    await button('Preview').click()
    await expect.poll(counts).toEqual(['0', '24', '1'])
    await drawer().getByText('at least one identity is needed', { exact: false }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    page = visit.page
  })

  it('deletes with a way back in the toast', async () => {
    await selectAll()
    await button('Delete').click()
    await button('Move to trash').click()
    await page.getByText(`${count} contacts moved to the trash`, { exact: false }).waitFor()
    await page.locator('.ant-message').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back').waitFor()
    expect(await inCity('Bonn')).toBe(20)
    expect(visit.complaints()).toEqual([])
  })

  it('lists what was done to many, and names the contacts by what became of them', async () => {
    await button('Earlier changes').click()
    await page.getByRole('heading', { level: 1, name: 'Changes of many contacts' }).waitFor()
    await page
      .getByRole('row', { name: `${count} contacts deleted` })
      .getByText('undone')
      .waitFor()
    await page.getByRole('link', { name: 'City: 20 contacts' }).click()
    const changed = page.getByRole('region', { name: 'Contacts that were changed' })
    await expect.poll(() => changed.getByRole('link').count()).toBe(20)
    await page.getByRole('link', { name: 'Changes of many contacts' }).click()
    await page.getByRole('link', { name: `${count} contacts deleted` }).click()
    await expect.poll(() => changed.getByRole('link').count()).toBe(20)
    await changed.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => changed.getByRole('link').count()).toBe(count)
    expect(visit.complaints()).toEqual([])
  })
})

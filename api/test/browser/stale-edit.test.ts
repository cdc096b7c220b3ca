import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

interface Contact {
  id: string
  version: number
  values: Record<string, unknown>
}

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
})
afterAll(() => visit?.close())

const dialog = () => page.getByRole('dialog')
const button = (label: string) => page.getByRole('button', { name: label, exact: true })
const box = (label: string) => page.getByRole('textbox', { name: label, exact: true })
const create = (values: object) =>
  visit.api<Contact>('/contacts', { method: 'POST', body: { values } })
const elsewhere = ({ id, version }: Contact, values: object) =>
  visit.api<Contact>(`/contacts/${id}`, { method: 'PATCH', ifMatch: version, body: { values } })
const stored = async ({ id }: Contact) => (await visit.api<Contact>(`/contacts/${id}`)).values

describe('a contact that somebody else has changed meanwhile', () => {
  it('shows all of both, and loses no address that either added', async () => {
    const contact = await create({ name: 'Ann', email: ['ann@example.com', 'old@example.com'] })
    await page.goto(`/contacts/${contact.id}`)
    await button('Add another Email').click()
    await page.keyboard.type('mine@example.com')
    await button('Remove old@example.com').click()
    await elsewhere(contact, {
      email: ['ann@example.com', 'old@example.com', 'theirs@example.com'],
      description: 'first line\nsecond line',
    })
    await button('Save').click()
    const cells = dialog()
      .getByRole('row', { name: /^Email/ })
      .getByRole('cell')
    await cells.first().waitFor()
    expect(await cells.nth(0).locator('li').allInnerTexts()).toEqual([
      'ann@example.com',
      'old@example.com',
      'theirs@example.com',
    ])
    expect(await cells.nth(1).locator('li').allInnerTexts()).toEqual([
      'ann@example.com',
      'mine@example.com added',
      'theirs@example.com',
      'old@example.com removed',
    ])
    await dialog().getByText('first line second line').waitFor()
    await dialog().getByRole('button', { name: 'Save mine' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await stored(contact)).toMatchObject({
      email: ['ann@example.com', 'mine@example.com', 'theirs@example.com'],
      description: 'first line\nsecond line',
    })
    expect(await page.getByLabel('Email 2', { exact: true }).inputValue()).toBe('mine@example.com')
    expect(visit.complaints([412])).toEqual([])
  })

  it('takes theirs, or leads back to what was typed', async () => {
    const contact = await create({ name: 'Bob', email: ['bob@example.com'] })
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    await elsewhere(contact, { city: 'Bonn' })
    await button('Save').click()
    await dialog().getByRole('button', { name: 'Back to the form' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await box('City').inputValue()).toBe('Berlin')
    await button('Save').click()
    await dialog().getByRole('button', { name: 'Take theirs' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await box('City').inputValue()).toBe('Bonn')
    expect(await stored(contact)).toMatchObject({ city: 'Bonn' })
    expect(visit.complaints([412])).toEqual([])
  })

  it('asks anew where somebody was quicker once more', async () => {
    const contact = await create({ name: 'Cid', email: ['cid@example.com'] })
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    const once = await elsewhere(contact, { city: 'Bonn' })
    await button('Save').click()
    await dialog().getByText('Bonn').waitFor()
    await elsewhere(once, { city: 'Kiel', email: ['cid@example.com', 'c2@example.com'] })
    await dialog().getByRole('button', { name: 'Save mine' }).click()
    await dialog().getByText('Kiel').waitFor()
    await dialog().getByText('c2@example.com').waitFor()
    await dialog().getByRole('button', { name: 'Save mine' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await stored(contact)).toMatchObject({
      city: 'Berlin',
      email: ['cid@example.com', 'c2@example.com'],
    })
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { holdRequest } from './hold-request.ts'
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
beforeEach(async () => {
  await page.context().setOffline(false)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

const box = (label: string) => page.getByRole('textbox', { name: label, exact: true })
const button = (label: string) => page.getByRole('button', { name: label, exact: true })
const unsaved = () => page.getByText('Unsaved changes')
let made = 0
const create = (values: object = {}) =>
  visit.api<Contact>('/contacts', {
    method: 'POST',
    body: { values: { name: `Person ${++made}`, email: [`p${made}@example.com`], ...values } },
  })
const stored = async ({ id }: { id: string }) =>
  (await visit.api<Contact>(`/contacts/${id}`)).values

const hold = (method: string) => holdRequest(page, method, '**/api/v1/contacts**')

describe('typing while a contact is saved', () => {
  it('keeps what was typed after Save, marked as unsaved and guarded', async () => {
    const contact = await create()
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    const held = hold('PATCH')
    await button('Save').click()
    const route = await held
    await box('Title').fill('Dr')
    await box('City').fill('Berlin-Mitte')
    await route.continue()
    await page.getByText('Saved, except for what you typed since').waitFor()
    expect(await stored(contact)).toMatchObject({ city: 'Berlin' })
    expect(await box('City').inputValue()).toBe('Berlin-Mitte')
    expect(await box('Title').inputValue()).toBe('Dr')
    await unsaved().waitFor()
    await page.getByRole('link', { name: 'Fields' }).click()
    await page.getByText('Leave without saving?').waitFor()
    await button('Stay').click()
    await button('Save').click()
    await expect.poll(() => stored(contact)).toMatchObject({ city: 'Berlin-Mitte', title: 'Dr' })
    await unsaved().waitFor({ state: 'hidden' })
  })

  it('keeps the caret where it is', async () => {
    const contact = await create()
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    const held = hold('PATCH')
    await box('City').press('Enter')
    const route = await held
    await box('City').press('Home')
    await page.keyboard.type('West-')
    await route.continue()
    await page.getByText('Saved, except for what you typed since').waitFor()
    await page.keyboard.type('X')
    expect(await box('City').inputValue()).toBe('West-XBerlin')
  })

  it('shows as the server has it what was not typed in again', async () => {
    const contact = await create()
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('  Berlin  ')
    const held = hold('PATCH')
    await button('Save').click()
    const route = await held
    await box('Title').fill('Dr')
    await route.continue()
    await unsaved().waitFor()
    await expect.poll(() => box('City').inputValue()).toBe('Berlin')
  })

  it('does not lead on from New Contact over typed text; another Save adds it', async () => {
    await page.goto('/contacts/new')
    await page.getByRole('textbox', { name: 'Name required' }).fill('Ann New')
    await box('Email').fill('ann.new@example.com')
    const held = hold('POST')
    await button('Save').click()
    const route = await held
    await box('City').fill('Rome')
    await route.continue()
    await page.getByText('Ann New was created, without what you typed since').waitFor()
    expect(new URL(page.url()).pathname).toBe('/contacts/new')
    expect(await box('City').inputValue()).toBe('Rome')
    await unsaved().waitFor()
    await button('Save').click()
    await page.waitForURL(/contacts\/[0-9a-f-]{36}$/)
    const found = await visit.api<{ data: Contact[] }>('/contacts?q=Ann%20New')
    expect(found.data.map(({ values }) => values.city)).toEqual(['Rome'])
  })

  it('asks before a form is left whose save is not answered, and gives the request up', async () => {
    const contact = await create()
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    const held = hold('PATCH')
    await button('Save').click()
    const request = (await held).request()
    await page.getByRole('link', { name: 'Fields' }).click()
    const failed = page.waitForEvent('requestfailed', (one) => one === request)
    await button('Leave').click()
    await failed
    await page.getByRole('heading', { name: 'Fields', exact: true }).waitFor()
    expect(await stored(contact)).not.toHaveProperty('city')
  })
})

describe('without a connection', () => {
  it('says so at once, keeps what is typed, and saves it when asked again', async () => {
    const contact = await create()
    await page.goto(`/contacts/${contact.id}`)
    await box('City').fill('Berlin')
    await page.context().setOffline(true)
    await page.getByText('No connection since').waitFor()
    await button('Save').click()
    const told = page.getByRole('alert').getByText('There is no connection. Nothing was sent')
    await told.waitFor({ timeout: 2_000 })
    expect(await box('City').inputValue()).toBe('Berlin')
    await page.context().setOffline(false)
    await page.getByText('No connection since').waitFor({ state: 'hidden' })
    await button('Save').click()
    await expect.poll(() => stored(contact)).toMatchObject({ city: 'Berlin' })
  })

  it('never makes a contact that was given up', async () => {
    await page.goto('/contacts')
    await button('New Contact').first().click()
    await page.getByRole('textbox', { name: 'Name required' }).fill('Given Up')
    await box('Email').fill('given.up@example.com')
    await page.context().setOffline(true)
    await button('Save').click()
    await page.getByText('There is no connection. Nothing was sent').waitFor()
    await button('Cancel').click()
    await button('Leave').click()
    await page.waitForURL(/\/contacts$/)
    await page.context().setOffline(false)
    // What waited for the connection is sent before what is asked for afterwards.
    await page.evaluate(async () => (await fetch('/api/v1/contacts?pageSize=1')).text())
    const { total } = await visit.api<{ total: number }>('/contacts?q=Given%20Up')
    expect(total).toBe(0)
  })

  it('marks a list as out of date, and brings it up to date by itself', async () => {
    await create({ name: 'Before Offline' })
    await page.goto('/contacts?q=Offline')
    await page.getByRole('link', { name: 'Before Offline' }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('What you see may be out of date').waitFor()
    // Back to a list that was read before.
    await page.getByRole('link', { name: 'Before Offline' }).click()
    await page.waitForURL(/\/contacts\/[^?]/)
    await page.goBack()
    await page.getByRole('link', { name: 'Before Offline' }).waitFor()
    await create({ name: 'After Offline' })
    await page.context().setOffline(false)
    await page.getByRole('link', { name: 'After Offline' }).waitFor()
    await page.getByText('What you see may be out of date').waitFor({ state: 'hidden' })
  })

  it('shows an older list above which it says why it is no newer one', async () => {
    await create({ name: 'Seen Before' })
    await page.goto('/contacts?q=Seen')
    await page.getByRole('link', { name: 'Seen Before' }).waitFor()
    await page.route('**/api/v1/contacts?**', (route) => route.abort())
    // As if the connection had been away: what is shown is asked for again.
    await page.evaluate(() => {
      for (const name of ['offline', 'online']) window.dispatchEvent(new Event(name))
    })
    await page.getByText('This is as it was at').waitFor()
    await page.getByRole('link', { name: 'Seen Before' }).waitFor()
    await page.unrouteAll()
    await button('Try again').click()
    await page.getByText('This is as it was at').waitFor({ state: 'hidden' })
  })
})

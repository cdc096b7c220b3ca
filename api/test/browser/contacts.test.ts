import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { loadedScripts, overBudget } from './first-load.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

interface Contact {
  id: string
  version: number
  values: Record<string, unknown>
}

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

const email = () => visit.page.getByRole('textbox', { name: 'Email', exact: true })
const name = () => visit.page.getByRole('textbox', { name: 'Name required' })
const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })
const create = (values: object) =>
  visit.api<Contact>('/contacts', { method: 'POST', body: { values } })

describe('contacts in a browser', () => {
  it('loads little, explains an empty table and the need of an identity, before and after Save', async () => {
    const { page } = visit
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/v1/')) asked.push(pathname)
    })
    await page.goto('/')
    await page.getByText('No contacts yet').waitFor()
    expect(asked).toContain('/api/v1/me')
    // What was asked while scripts were on their way is not asked once more.
    expect(asked.filter((one, at) => asked.indexOf(one) !== at)).toEqual([])
    // The edge compresses what it sends by itself: with brotli where it is deployed, with less in a test.
    if (inject('site') === 'node') expect(overBudget(await loadedScripts(page))).toEqual([])
    await button('New Contact').first().click()
    await page.getByText('At least one is needed: identities tell contacts apart').waitFor()
    await name().fill('Ann')
    await button('Save').click()
    await page.getByText('At least one identity is needed.').waitFor()
    await email().fill('ann@')
    await button('Save').click()
    await page.getByText('Email “ann@” must be an e-mail address').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('creates the contact, shows its history and lists it', async () => {
    const { page } = visit
    await email().fill('ann@example.com')
    await button('Save').click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await page.getByRole('link', { name: 'Contacts' }).first().click()
    await page.getByRole('gridcell', { name: 'ann@example.com' }).waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('keeps what is written about the contact, line by line, until its author deletes it', async () => {
    const { page } = visit
    await page.getByRole('link', { name: 'Ann', exact: true }).click()
    const notes = page.getByRole('region', { name: 'Notes' })
    await notes.getByText('Nothing has been written yet.').waitFor()
    const write = notes.getByRole('textbox', { name: 'Write a note' })
    await write.fill('Call back\non Monday <b>early</b>')
    await page.getByRole('link', { name: 'Contacts' }).first().click()
    await button('Stay').click()
    // While it closes, the question has the keyboard.
    await button('Stay').waitFor({ state: 'hidden' })
    await write.press('Control+Enter')
    const note = notes.getByRole('listitem')
    await note.getByText('on Monday <b>early</b>').waitFor()
    expect(await write.inputValue()).toBe('')
    await note.getByRole('button', { name: /^Edit/ }).click()
    const text = notes.getByRole('textbox', { name: 'Text of the note' })
    await text.fill('Called')
    await notes.getByRole('button', { name: 'Save note' }).click()
    await note.getByText('edited').waitFor()
    expect(await note.locator('.cf-note-text').innerText()).toBe('Called')
    await page.locator('.ant-message').getByRole('button', { name: 'Undo' }).last().click()
    await note.getByText('on Monday <b>early</b>').waitFor()
    await note.getByRole('button', { name: /^Delete/ }).click()
    await page.getByRole('tooltip').getByRole('button', { name: 'Delete' }).click()
    await notes.getByText('Nothing has been written yet.').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('refuses a second contact with the same e-mail, names the first and links to it', async () => {
    const { page } = visit
    await follow(page, '/contacts/new', 'New Contact')
    await name().fill('Another Ann')
    await email().fill(' ANN@Example.com ')
    await button('Save').click()
    const link = page.locator('[data-field="email"]').getByRole('link', { name: 'Ann' })
    const [{ id }] = (await visit.api<{ data: [Contact] }>('/contacts')).data
    expect(await link.getAttribute('href')).toBe(`/contacts/${id}`)
    expect(visit.complaints([409])).toEqual([])
  })

  it('asks before unsaved work is left behind', async () => {
    const { page } = visit
    await page.getByRole('link', { name: 'Fields' }).click()
    await page.getByText('Leave without saving?').waitFor()
    await button('Stay').click()
    expect(await name().inputValue()).toBe('Another Ann')
    await page.getByRole('link', { name: 'Fields' }).click()
    await button('Leave').click()
    await page.getByRole('heading', { name: 'Fields', exact: true }).waitFor()
  })

  it('edits, and lets the person decide when somebody else was quicker', async () => {
    const { page } = visit
    const [contact] = (await visit.api<{ data: [Contact] }>('/contacts')).data
    await page.goto(`/contacts/${contact.id}`)
    await page.getByRole('textbox', { name: 'City', exact: true }).fill('Berlin')
    await visit.api(`/contacts/${contact.id}`, {
      method: 'PATCH',
      ifMatch: contact.version,
      body: { values: { city: 'Bonn', company: 'ACME' } },
    })
    await button('Save').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Bonn').waitFor()
    await dialog.getByRole('button', { name: 'Save mine' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Saved').first().waitFor()
    const { values } = await visit.api<Contact>(`/contacts/${contact.id}`)
    expect(values).toMatchObject({ city: 'Berlin', company: 'ACME' })
    expect(visit.complaints([409, 412])).toEqual([])
  })

  it('keeps search, filter, order, page and page size in the address, over a reload', async () => {
    const { page } = visit
    for (let n = 0; n < 25; n++)
      await create({
        name: `Person ${n}`,
        email: [`p${n}@example.com`],
        city: n % 2 ? 'Rome' : 'Oslo',
      })
    await page.goto('/contacts')
    await button('Filter').click()
    await chooseOption(page.getByRole('combobox', { name: 'Field of condition 1' }), 'City', 'CÍTY')
    await page.getByRole('combobox', { name: 'Operator of condition 1' }).press('ArrowDown')
    await page.locator('.ant-select-item-option', { hasText: /^starts with$/ }).click()
    await page.getByRole('textbox', { name: 'City, value 1' }).fill('Ro')
    await button('Apply').click()
    await page.getByText('12 contacts').waitFor()
    await page.getByRole('searchbox').fill('Person')
    await page.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('button').click()
    await page.waitForURL(/q=Person.*sort=name|sort=name.*q=Person/)
    await page.reload()
    await page.getByText('City starts with “Ro”').waitFor()
    await page.getByText('12 contacts').waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('Person')
    const head = page.getByRole('columnheader', { name: 'Name', exact: true })
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
    await page.goto('/contacts?page=2&pageSize=20')
    await page.getByRole('button', { name: 'Page 2' }).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(1 + 6)
    expect(visit.complaints([409, 412])).toEqual([])
  })

  it('joins conditions in groups within groups, and asks for days relative to today', async () => {
    const { page } = visit
    await page.goto('/contacts')
    await button('Filter').click()
    await chooseOption(page.getByRole('combobox', { name: 'Field of condition 1' }), 'Name', 'Name')
    await page.getByRole('textbox', { name: 'Name, value 1' }).fill('Person')
    await button('Add group').click()
    const first = page.getByRole('group', { name: 'Group 1', exact: true })
    const operator = page.getByRole('combobox', { name: 'Operator of condition 2' })
    await chooseOption(
      page.getByRole('combobox', { name: 'Field of condition 2' }),
      'Created',
      'Created at',
    )
    await operator.press('ArrowDown')
    await page.getByTitle('is within the last', { exact: true }).click()
    await first.getByRole('textbox', { name: 'Created at, value 1' }).fill('1')
    await first.getByRole('button', { name: 'Add group' }).click()
    await page.getByRole('group', { name: 'Group 2', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove group 2' }).click()
    await first.getByRole('button', { name: 'Add condition' }).click()
    await chooseOption(page.getByRole('combobox', { name: 'Field of condition 3' }), 'City', 'City')
    await button('Apply').click()
    await first.getByRole('alert').waitFor()
    await first.getByRole('textbox', { name: 'City, value 1' }).fill('Nowhere')
    await button('Apply').click()
    await page
      .getByText(/^0 contacts|[1-9]\d* contacts$/)
      .first()
      .waitFor()
    const filter: unknown = JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')
    expect(filter).toMatchObject({
      operator: 'and',
      value: [
        { field: 'name', operator: 'contains', value: 'Person' },
        {
          operator: 'or',
          value: [
            { field: 'created_at', operator: 'withinlast', value: 1, timeZone: expect.any(String) },
            { field: 'city', operator: 'contains', value: 'Nowhere' },
          ],
        },
      ],
    })
    await button('Filter (3)').click()
    await page
      .getByText(/^\(Created at is within the last 1 day or City contains “Nowhere”\)/)
      .waitFor()
    expect(visit.complaints([409, 412])).toEqual([])
  })

  it('says which condition of a bookmark no longer works, and takes it out when asked', async () => {
    const { page } = visit
    const made = await visit.api<{ id: number; version: number; key: string }>('/fields', {
      method: 'POST',
      body: { name: 'Mood', type: 'text' },
    })
    const mood = { field: made.key, operator: 'eq', value: 'good' }
    const city = { field: 'city', operator: 'eq', value: 'Rome' }
    const filter = JSON.stringify({ operator: 'and', value: [mood, city] })
    await visit.api(`/fields/${made.id}`, { method: 'DELETE', ifMatch: made.version })
    await page.goto(`/contacts?sort=${made.key}&filter=${encodeURIComponent(filter)}`)
    await page.getByText('Part of this view no longer works').waitFor()
    await page.getByText('Mood is good: the field “Mood” was deleted').waitFor()
    await page.getByText('Sorted by Mood: the field “Mood” was deleted').waitFor()
    expect(await page.getByRole('row').count()).toBe(0)
    await button('Remove them').click()
    await page.getByText('12 contacts').waitFor()
    const search = new URL(page.url()).searchParams
    expect(JSON.parse(search.get('filter') ?? '')).toEqual(city)
    expect(search.get('sort')).toBeNull()
    expect(visit.complaints([409, 412])).toEqual([])
  })

  it('deletes all that match, not one page of them, after saying what that means', async () => {
    const { page } = visit
    await page.goto('/contacts?q=Person')
    await page.getByLabel('Select all on this page').check()
    await button('Select all 25 that match').click()
    await button('Delete').click()
    await page.getByText('Tickets and campaigns can no longer be followed up').waitFor()
    await button('Move to trash').click()
    await page.getByText('No contact matches').waitFor()
    expect((await visit.api<{ total: number }>('/contacts')).total).toBe(1)
    await button('Trash').click()
    await page.getByRole('button', { name: 'Restore Person 7', exact: true }).click()
    await page.getByText('Person 7 was restored').waitFor()
    expect((await visit.api<{ total: number }>('/contacts')).total).toBe(2)
    expect(visit.complaints([409, 412])).toEqual([])
  })

  it('shows on one machine in the dark what it shows by day', async () => {
    const page = await visit.open({ colorScheme: 'dark', viewport: { width: 375, height: 812 } })
    await page.goto('/contacts')
    await page.getByRole('link', { name: 'Ann' }).waitFor()
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(ground).toBe('rgb(14, 20, 19)')
    await page.getByRole('button', { name: 'Open the navigation' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Import Contacts' }).click()
    await page.getByRole('heading', { name: 'Import Contacts' }).waitFor()
    expect(visit.complaints([409, 412])).toEqual([])
  })
})

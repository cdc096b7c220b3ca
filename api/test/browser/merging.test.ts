import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focused, tabTo } from './focus.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
const ids: string[] = []

interface Stored {
  id: string
  version: number
  values: Record<string, unknown>
}

const make = async (values: object) => {
  const { id } = await visit.api<Stored>('/contacts', { method: 'POST', body: { values } })
  ids.push(id)
}

beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  await make({ name: 'Ann Lee', city: 'Berlin', country: 'Germany', email: ['ann@x.example'] })
  await make({ name: 'A. Lee', city: 'Rome', country: 'Germany', email: ['lee@x.example'] })
})
afterAll(() => visit?.close())

const press = async (place: Locator, key = 'Enter') => {
  await tabTo(place)
  await page.keyboard.press(key)
}
const row = (field: string) => page.getByRole('row', { name: field })
const result = (field: string) => row(field).getByRole('cell').last()
const button = (name: string | RegExp) => page.getByRole('button', { name })

describe('with the keyboard alone', () => {
  it('two contacts are compared and made one, which says so', async () => {
    await page.goto('/contacts')
    await press(page.getByRole('checkbox', { name: 'Select A. Lee' }), 'Space')
    await press(page.getByRole('checkbox', { name: 'Select Ann Lee' }), 'Space')
    await tabTo(button('Merge…'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Compare and merge' }).waitFor()
    await press(button('Keep this one: Ann Lee'))
    await focused(
      page
        .getByRole('columnheader')
        .nth(1)
        .getByRole('link', { name: /^Ann Lee/ }),
    )
    await tabTo(row('City').getByRole('radio', { checked: true }))
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => result('City').innerText()).toBe('Rome')
    await expect.poll(() => result('Name').innerText()).toBe('Ann Lee')
    await row('Email').getByText('All are kept').waitFor()
    expect(await row('Country').count()).toBe(0)
    await press(button('Show 1 equal field'))
    await row('Country').waitFor()
    await press(page.getByRole('button', { name: 'Merge', exact: true }))
    await page.getByText(/^Merged from A\. Lee on .+, by Olga Owner$/).waitFor()
    const { values } = await visit.api<Stored>(`/contacts/${ids[0]}`)
    expect(values).toMatchObject({
      name: 'Ann Lee',
      city: 'Rome',
      email: ['ann@x.example', 'lee@x.example'],
    })
    await page.goBack()
    await page.getByText('1 selected').waitFor()
  })

  it('the old address leads to the one that stayed, and the merge is undone but for what changed since', async () => {
    const path = `/contacts/${ids[0]}`
    const { version } = await visit.api<Stored>(path)
    const body = { values: { city: 'Oslo' } }
    await visit.api(path, { method: 'PATCH', body, ifMatch: version })
    await page.goto(`/contacts/${ids[1]}`)
    await page.waitForURL(`**${path}`)
    await press(button('Undo: merged from A. Lee'))
    const dialog = page.getByRole('dialog', { name: 'Undo this merge?' })
    await dialog.getByText('There again as before: A. Lee').waitFor()
    await dialog.getByText(/^stays: changed by Olga Owner on /).waitFor()
    await press(dialog.getByRole('button', { name: 'Undo the merge' }))
    await page.getByText('The merge was undone. There again:').waitFor()
    await expect.poll(() => page.getByText(/^Merged from/).count()).toBe(0)
    const [ann, lee] = await Promise.all(ids.map((id) => visit.api<Stored>(`/contacts/${id}`)))
    expect(ann?.values).toMatchObject({ city: 'Oslo', email: ['ann@x.example'] })
    expect(lee?.values).toMatchObject({ city: 'Rome', email: ['lee@x.example'] })
  })

  it('what is typed of somebody who is here already is added to them, and nothing of theirs is replaced', async () => {
    await follow(page, '/contacts/new', 'New Contact')
    const typed = {
      'Name required': 'Ann L.',
      City: 'Bergen',
      Company: 'Acme',
      Email: 'ANN@x.example',
    }
    for (const [label, text] of Object.entries(typed))
      await page.getByRole('textbox', { name: label, exact: true }).fill(text)
    await press(page.getByRole('button', { name: 'Save', exact: true }))
    await page.getByText('Ann Lee has this already').waitFor()
    await press(button('Add what I typed to Ann Lee'))
    await page.getByText(/^Added to Ann Lee, who keeps what is there under Name, .*City/).waitFor()
    await page.waitForURL(`**/contacts/${ids[0]}`)
    const { values } = await visit.api<Stored>(`/contacts/${ids[0]}`)
    expect(values).toMatchObject({ name: 'Ann Lee', city: 'Oslo', company: 'Acme' })
  })

  it('what was written about a contact is still to be read where it is in the trash', async () => {
    const path = `/contacts/${ids[1]}`
    await visit.api(`${path}/notes`, { method: 'POST', body: { text: 'Calls on Fridays' } })
    const { version } = await visit.api<Stored>(path)
    await visit.api(path, { method: 'DELETE', ifMatch: version })
    await page.goto(path)
    await page.getByText('Calls on Fridays').waitFor()
    expect(await page.getByRole('textbox', { name: 'Write a note' }).count()).toBe(0)
    expect(await button(/^(Edit|Delete)/).count()).toBe(0)
    expect(visit.complaints([409, 410])).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focused } from './focus.ts'
import { settled } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

interface Me {
  preferences: { contactColumns: { field: string }[] | null; density: string }
}

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  for (let n = 10; n < 70; n++)
    await visit.api('/contacts', {
      method: 'POST',
      body: {
        values: { name: `Person ${n}`, email: [`p${n}@example.com`], sms: [`+4930123456${n}`] },
      },
    })
})
afterAll(() => visit?.close())

let keys = 0
/** Presses keys and counts them; those of a chord one by one. */
async function press(...chords: string[]): Promise<void> {
  for (const chord of chords) {
    keys += chord.split('+').length
    await page.keyboard.press(chord)
  }
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const palette = () => page.getByRole('combobox', { name: 'Search and commands' })
const row = (name: string) => page.getByRole('link', { name, exact: true })

describe('a look-up by keyboard', () => {
  it.each([
    ['a part of a name', '/fields', 'Fields', 'rson 1', 'Person 19', 'Person 18'],
    ['a part of an e-mail address', '/account', 'Your account', 'p2', 'Person 29', 'Person 28'],
    ['a phone number', '/contacts/trash', 'Trash', '0301234563', 'Person 39', 'Person 38'],
  ])('by %s, from %s, takes twelve keys', async (_by, from, title, text, first, next) => {
    await page.goto(from)
    await heading(title).waitFor()
    await settled(page)
    keys = 0
    await press('/')
    await focused(palette())
    await page.keyboard.type(text)
    await press('Enter')
    await heading(first).waitFor()
    await press('Control+k')
    await focused(palette())
    await page.keyboard.type('city')
    await press('Enter')
    await focused(page.getByRole('textbox', { name: 'City', exact: true }))
    await page.keyboard.type('Oslo')
    await press('Control+s')
    await page.getByText('Saved', { exact: true }).waitFor()
    await press('Escape')
    await heading(title).waitFor()
    await press('/')
    await focused(palette())
    // What was typed for the field is what it holds now.
    await page.keyboard.type(text)
    await page.getByRole('option', { name: next }).waitFor()
    await press('ArrowDown', 'Enter')
    await heading(next).waitFor()
    expect(keys).toBeLessThanOrEqual(12)
    expect(visit.complaints()).toEqual([])
  })

  it('comes back to the list as it was: search, page, scroll, focus and selection', async () => {
    await page.goto('/contacts?q=Person&sort=name&page=2&pageSize=20')
    await row('Person 30').waitFor()
    await press('ArrowDown', 'ArrowDown', 'x')
    for (let n = 0; n < 8; n++) await press('ArrowDown')
    await press('Shift+X')
    await page.getByText('9 selected').waitFor()
    for (let n = 0; n < 8; n++) await press('ArrowDown')
    await focused(row('Person 47'))
    const list = page.locator('.cf-table-scroll')
    const scrolled = await list.evaluate((element) => element.scrollTop)
    expect(scrolled).toBeGreaterThan(0)
    await press('Enter')
    await heading('Person 47').waitFor()
    await page.getByText('38 of 60').waitFor()
    await press('Alt+ArrowDown')
    await heading('Person 48').waitFor()
    await press('j', 'j')
    await heading('Person 50').waitFor()
    await page.getByText('41 of 60').waitFor()
    await press('k')
    await heading('Person 49').waitFor()
    await press('Escape')
    await focused(row('Person 49'))
    expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThanOrEqual(scrolled)
    expect(await page.getByRole('searchbox').inputValue()).toBe('Person')
    expect(new URL(page.url()).searchParams.get('page')).toBe('2')
    await page.getByText('9 selected').waitFor()
    expect(await page.getByRole('row', { selected: true }).count()).toBe(9)
    expect(visit.complaints()).toEqual([])
  })

  it('leads to pages where no contacts can be looked for', async () => {
    const searches = /\/api\/v1\/contacts\?.*q=tras/
    await page.route(searches, (route) => route.fulfill({ status: 403, json: {} }))
    await press('/')
    await focused(palette())
    await page.keyboard.type('tras')
    await press('Enter')
    await heading('Trash').waitFor()
    await page.unroute(searches)
    await page.goBack()
    expect(visit.complaints([403])).toEqual([])
  })

  it('keeps for the person which columns there are, how wide and in which order', async () => {
    const heads = () =>
      page
        .getByRole('columnheader')
        .filter({ has: page.getByRole('button') })
        .allInnerTexts()
    const head = (name: string) => page.getByRole('columnheader', { name, exact: true })
    const widthOf = async (name: string) => (await head(name).boundingBox())?.width ?? 0
    await page.goto('/contacts')
    await row('Person 69').waitFor()
    expect(await heads()).toEqual(['Name', 'Email', 'Phone', 'Company', 'Title', 'City'])
    await head('City').getByRole('button').focus()
    for (let n = 0; n < 4; n++) await press('Control+Shift+ArrowLeft')
    await expect.poll(heads).toEqual(['Name', 'City', 'Email', 'Phone', 'Company', 'Title'])
    await focused(head('City').getByRole('button'))
    const before = await widthOf('City')
    for (let n = 0; n < 10; n++) await press('Shift+ArrowRight')
    await expect.poll(() => widthOf('City')).toBeGreaterThan(before + 100)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page
      .getByRole('checkbox', { name: /^Fax|^SMS/ })
      .first()
      .check()
    await page.getByRole('checkbox', { name: /^Title/ }).uncheck()
    const right = ['Name', 'City', 'Email', 'Phone', 'Company', 'SMS']
    await expect.poll(heads).toEqual(right)
    const wide = await widthOf('City')
    await page.keyboard.press('Escape')
    await expect
      .poll(async () => (await visit.api<Me>('/me')).preferences.contactColumns?.at(-1)?.field)
      .toBe('sms')
    await page.reload()
    await row('Person 69').waitFor()
    expect(await heads()).toEqual(right)
    expect(Math.abs((await widthOf('City')) - wide)).toBeLessThan(2)
    // The name stays while the rest is scrolled.
    const list = page.locator('.cf-table-scroll')
    await page.setViewportSize({ width: 800, height: 700 })
    await list.evaluate((element) => element.scrollTo(400, 0))
    expect((await head('Name').boundingBox())?.x).toBeGreaterThan(0)
    // So do columns that are pinned, and rows are as high as the person likes them.
    await list.evaluate((element) => element.scrollTo(0, 0))
    const comfortable = await page.getByRole('row').nth(1).boundingBox()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('button', { name: 'Keep SMS in sight' }).click()
    await page.getByText('Compact', { exact: true }).click()
    await expect.poll(heads).toEqual(['Name', 'SMS', 'City', 'Email', 'Phone', 'Company'])
    await page.keyboard.press('Escape')
    await page.getByText('Columns of the table').waitFor({ state: 'hidden' })
    await list.evaluate((element) => element.scrollTo(400, 0))
    const [named, pinned] = [await head('Name').boundingBox(), await head('SMS').boundingBox()]
    expect(Math.abs((pinned?.x ?? 0) - (named?.x ?? 0) - (named?.width ?? 0))).toBeLessThan(2)
    expect((await page.getByRole('row').nth(1).boundingBox())?.height).toBeLessThan(
      (comfortable?.height ?? 0) - 5,
    )
    await expect
      .poll(async () => (await visit.api<Me>('/me')).preferences)
      .toMatchObject({ density: 'compact' })
    // Cards have no room to scroll to.
    await page.setViewportSize({ width: 375, height: 700 })
    expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    // The search that was refused above is among what the browser has told.
    expect(visit.complaints([403])).toEqual([])
  })

  it('lists its shortcuts, and hears no letter where one types', async () => {
    await press('?')
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    // It is heard before the focus has come into the dialog as well.
    await list.waitFor({ state: 'attached' })
    await press('Escape')
    await list.waitFor({ state: 'hidden' })
    await press('?')
    await list.getByText('Next contact of the list').waitFor()
    // It is read from its beginning, however long it is.
    await focused(list.getByRole('heading', { level: 2 }).first())
    await press('Escape')
    await list.waitFor({ state: 'hidden' })
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('?/x')
    expect(await page.getByRole('searchbox').inputValue()).toBe('?/x')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('changes values where they stand, goes on with Enter and Tab, and takes them back', async () => {
    await page.goto('/contacts?sort=name')
    await row('Person 10').waitFor()
    const cell = (name: string, key: string) =>
      page
        .getByRole('row')
        .filter({ has: row(name) })
        .locator(`[data-field="${key}"]`)
    const editor = () => page.getByRole('dialog', { name: /^Change/ })
    const box = (field: string) => editor().getByRole('textbox', { name: field, exact: true })
    await press('ArrowDown', 'ArrowRight', 'ArrowRight')
    await focused(cell('Person 10', 'city'))
    await press('Enter')
    await focused(box('City'))
    await page.keyboard.type('Acme')
    await press('Enter')
    await editor().waitFor({ state: 'hidden' })
    await cell('Person 10', 'city').getByText('Acme').waitFor()
    await focused(cell('Person 11', 'city'))
    await press('F2')
    await page.keyboard.type('Ajax')
    await press('Escape')
    await editor().waitFor({ state: 'hidden' })
    await focused(cell('Person 11', 'city'))
    expect(await cell('Person 11', 'city').innerText()).toBe('')
    await press('Enter')
    await page.keyboard.type('Ajax')
    await press('Tab')
    await focused(cell('Person 11', 'email'))
    await cell('Person 11', 'city').getByText('Ajax').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Taken back').waitFor()
    await expect.poll(() => cell('Person 11', 'city').innerText()).toBe('')
    await cell('Person 12', 'email').dblclick()
    await box('Email').fill('p13@example.com')
    await press('Enter')
    await editor()
      .getByRole('link', { name: /^Person 13/ })
      .waitFor()
    await box('Email').fill('p12.new@example.com')
    await page.getByRole('heading', { level: 1 }).click()
    await editor().waitFor({ state: 'hidden' })
    await cell('Person 12', 'email').getByText('p12.new@example.com').waitFor()
    expect(visit.complaints([403, 409])).toEqual([])
  })

  it('shows a contact beside the list, steps with the arrows and is closed by Escape', async () => {
    await page.goto('/contacts?sort=name')
    await row('Person 10').waitFor()
    const panel = page.getByRole('complementary', { name: 'Side panel' })
    const shown = (name: string) => panel.getByRole('heading', { name, exact: true }).waitFor()
    await press('ArrowDown', 'ArrowDown', 'o')
    await shown('Person 11')
    await press('ArrowDown')
    await shown('Person 12')
    await panel.getByText('p12.new@example.com').first().waitFor()
    await press('ArrowUp', 'ArrowUp')
    await shown('Person 10')
    const current = page.getByRole('row').filter({ has: row('Person 10') })
    expect(await current.getAttribute('aria-current')).toBe('true')
    await panel.getByRole('button', { name: 'Next contact' }).click()
    await shown('Person 11')
    await press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await row('Person 14').click()
    await page.getByRole('button', { name: 'Delete contact' }).click()
    await page.getByRole('button', { name: 'Move to trash' }).click()
    await focused(row('Person 15'))
    await expect.poll(() => row('Person 14').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row('Person 14').waitFor()
    await page.setViewportSize({ width: 375, height: 700 })
    expect(await page.getByRole('button', { name: 'Side panel' }).count()).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    // What the page asks about a contact may be answered when that is in the trash by then.
    expect(visit.complaints([403, 409, 410])).toEqual([])
  })
})

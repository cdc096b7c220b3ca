import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner, signIn } from './accounts.ts'
import { focused } from './focus.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
let ivy: Page
let link = ''
const invited = { name: 'Ivy Invited', email: 'ivy@example.com', password: 'nine brave wolves' }
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  const body = { values: { name: 'Ann', email: ['ann@example.com'], city: 'Oslo' } }
  await visit.api('/contacts', { method: 'POST', body })
})
afterAll(() => visit?.close())

const button = (label: string, on: Page = page) =>
  on.getByRole('button', { name: label, exact: true })
const entry = (label: string) => page.getByRole('menuitem', { name: label, exact: true })
const expected = [401, 403, 404, 409, 422]

async function enter(on: Page) {
  await on.getByLabel('E-mail address', { exact: true }).fill(invited.email)
  await on.getByLabel('Password', { exact: true }).fill(invited.password)
  await button('Sign in', on).click()
}

describe('people', () => {
  it('has the only owner locked, with the reason in sight', async () => {
    await page.goto('/people')
    await page.getByText('The only owner.').waitFor()
    await button(`Actions for ${owner.name}`).click()
    for (const locked of ['Change role…', 'Suspend…', 'Remove…'])
      expect(await entry(locked).getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Escape')
  })

  it('are invited with a role and a link to hand over', async () => {
    await button('Invite a person').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'E-mail address required' }).fill('nonsense')
    await button('Make the invitation link').click()
    await dialog.getByText('E-mail address must be an e-mail address').waitFor()
    await dialog.getByRole('textbox', { name: 'Name required' }).fill(invited.name)
    await dialog.getByRole('textbox', { name: 'E-mail address required' }).fill(invited.email)
    await dialog.getByRole('radio', { name: /^Viewer/ }).check()
    await button('Make the invitation link').click()
    link = await page.getByLabel('Link', { exact: true }).inputValue()
    expect(link).toContain(`${visit.url}/set-password#`)
    await button('Done').click()
    await page.getByRole('row', { name: /Ivy Invited.*Viewer.*Invited/ }).waitFor()
    await focused(button('Invite a person'))
    expect(visit.complaints(expected)).toEqual([])
  })

  it('set their password by the link, which leaves the address at once, and are in', async () => {
    ivy = await visit.open({ viewport: { width: 1280, height: 900 } }, [])
    await ivy.goto(link)
    await ivy.getByRole('heading', { level: 1, name: 'Set your password' }).waitFor()
    expect(ivy.url()).toBe(`${visit.url}/set-password`)
    await ivy.getByLabel('New password').fill('short')
    await button('Set password', ivy).click()
    await ivy.getByText('New password must have at least 12 characters').waitFor()
    await ivy.getByLabel('New password').fill(invited.password)
    await button('Set password', ivy).click()
    // They are signed in with it.
    await ivy.getByRole('gridcell', { name: 'ann@example.com' }).waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('find the link used up', async () => {
    const other = await visit.open({}, [])
    await other.goto(link)
    await other.getByLabel('New password').fill('ten other walruses')
    await button('Set password', other).click()
    await other.getByText('This link was used before or is too old.').waitFor()
    await other.context().close()
  })

  it('see and do what their role allows, and learn by keyboard too why not more', async () => {
    const nav = ivy.getByRole('navigation', { name: 'Main' })
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(['Contacts'])
    await button('New Contact', ivy).focus()
    await ivy.getByRole('tooltip', { name: /permission “Create and edit contacts”/ }).waitFor()
    await ivy.keyboard.press('Enter')
    expect(ivy.url()).toContain('/contacts')
    expect(await button('Export All', ivy).count()).toBe(0)
    await ivy.getByRole('link', { name: 'Ann', exact: true }).click()
    await ivy.getByText('You may look at this contact, but not change it').waitFor()
    expect(await ivy.getByRole('textbox', { name: 'City', exact: true }).isDisabled()).toBe(true)
    expect(await button('Save', ivy).count()).toBe(0)
    for (const path of ['/people', '/audit', '/fields', '/import', '/contacts/new', '/api-keys']) {
      await ivy.goto(path)
      await ivy.getByRole('heading', { level: 1, name: 'You may not see this' }).waitFor()
    }
    expect(visit.complaints(expected)).toEqual([])
  })

  it('work with a new role as soon as they have signed in anew', async () => {
    await page.goto('/people')
    await button('Actions for Ivy Invited').click()
    await entry('Change role…').click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Agent/ })
      .check()
    await button('Save').click()
    await page.getByRole('row', { name: /Ivy Invited.*Agent.*Active/ }).waitFor()
    await focused(button('Actions for Ivy Invited'))
    // Another role ends the sessions, and the way back is kept.
    await ivy.goto('/contacts?q=Ann')
    await enter(ivy)
    await ivy.waitForURL('**/contacts?q=Ann')
    await button('New Contact', ivy).click()
    await ivy.getByRole('heading', { level: 1, name: 'New Contact' }).waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('are out at once when they are suspended, and in again when that ends', async () => {
    await button('Actions for Ivy Invited').click()
    await entry('Suspend…').click()
    await button('Suspend').click()
    await page.getByRole('row', { name: /Ivy Invited.*Suspended/ }).waitFor()
    await ivy.goto('/contacts')
    await ivy.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await button('Actions for Ivy Invited').click()
    await entry('Let in again').click()
    await page.getByRole('row', { name: /Ivy Invited.*Active/ }).waitFor()
    await signIn(visit, invited)
    expect(visit.complaints(expected)).toEqual([])
  })

  it('are removed after a question', async () => {
    await button('Actions for Ivy Invited').click()
    await entry('Remove…').click()
    await page.getByText('The account is deleted').waitFor()
    await button('Remove').click()
    await page.getByText('Ivy Invited was removed').waitFor()
    await page.getByRole('row', { name: /Ivy Invited/ }).waitFor({ state: 'hidden' })
    expect(visit.complaints(expected)).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner } from './accounts.ts'
import { focused } from './focus.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await startVisit({ setUpFirst: false })
  page = visit.page
})
afterAll(() => visit?.close())

const button = (label: string) => page.getByRole('button', { name: label, exact: true })
const box = (label: string) => page.getByLabel(label, { exact: true })

async function signIn(password = owner.password) {
  await box('E-mail address').fill(owner.email)
  await box('Password').fill(password)
  await button('Sign in').click()
}

describe('the way in', () => {
  it('begins with the owner’s account, whatever address was opened', async () => {
    await page.goto('/fields')
    await page.getByRole('heading', { level: 1, name: 'Set up Cardfile' }).waitFor()
    await focused(box('Name'))
    await page.keyboard.type(owner.name)
    await box('E-mail address').fill(owner.email)
    await box('Password').fill('short')
    await button('Create the owner’s account').click()
    await page.getByText('Password must have at least 12 characters').waitFor()
    await box('Password').fill(owner.password)
    await button('Create the owner’s account').click()
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    // Nobody is signed in at first, which the page asks about; then a password is refused.
    expect(visit.complaints([401, 422])).toEqual([])
  })

  it('is not open twice', async () => {
    await page.goto('/setup')
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  })

  it('leads out through the menu, and shows nothing more afterwards', async () => {
    await page.goto('/contacts')
    await button(`Account of ${owner.name}`).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await page.goto('/contacts')
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    expect(visit.complaints([401, 422])).toEqual([])
  })

  it('takes what is typed before the server has said how one may sign in', async () => {
    const answers = Promise.withResolvers<void>()
    const slow = await visit.open({}, [])
    await slow.route('**/api/v1/setup', async (route) => {
      await answers.promise
      await route.continue()
    })
    await slow.goto('/sign-in')
    await slow.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await focused(slow.getByLabel('E-mail address', { exact: true }))
    await slow.keyboard.type(owner.email)
    await slow.keyboard.press('Tab')
    const answered = slow.waitForResponse('**/api/v1/setup')
    answers.resolve()
    await answered
    await slow.keyboard.type(owner.password)
    await slow.keyboard.press('Enter')
    await slow.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await slow.context().close()
  })

  it('refuses a wrong password without saying which half is wrong, and keeps the focus there', async () => {
    await signIn('not the password at all')
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    await focused(box('Password'))
    await box('E-mail address').fill('nobody@example.com')
    const refused = page.waitForResponse(/sign-in\/email/)
    await button('Sign in').click()
    expect((await refused).status()).toBe(401)
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    expect(visit.complaints([401, 422])).toEqual([])
  })

  it('leads back to the deep link that was opened', async () => {
    await page.goto('/fields?x=1#y')
    await page.waitForURL('**/sign-in?to=**')
    await signIn()
    await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor()
    expect(page.url()).toBe(`${visit.url}/fields?x=1#y`)
    await page.goto('/contacts')
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  })

  it('never leads out of the product', async () => {
    for (const to of ['https://example.org', '//example.org', '/\\example.org']) {
      const stranger = await visit.open({}, [])
      await stranger.goto(`/sign-in?to=${encodeURIComponent(to)}`)
      await stranger.getByLabel('E-mail address', { exact: true }).fill(owner.email)
      await stranger.getByLabel('Password', { exact: true }).fill(owner.password)
      await stranger.getByRole('button', { name: 'Sign in', exact: true }).click()
      await stranger.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
      expect(stranger.url()).toBe(`${visit.url}/contacts`)
      await stranger.context().close()
    }
    expect(visit.complaints([401, 422])).toEqual([])
  })

  it('tells browsers what each field is for', async () => {
    const stranger = await visit.open({}, [])
    // Passkeys belong to names, so an address of numbers has none to propose.
    await stranger.goto(`${visit.url.replace('127.0.0.1', 'localhost')}/sign-in`)
    const kindOf = (label: string) =>
      stranger.getByLabel(label, { exact: true }).getAttribute('autocomplete')
    expect(await kindOf('E-mail address')).toBe('username webauthn')
    expect(await kindOf('Password')).toBe('current-password')
    await stranger.context().close()
  })
})

describe('a session that ends while one works', () => {
  it('is renewed over the page, which keeps what was typed and saves it', async () => {
    await page.goto('/contacts/new')
    await page.getByRole('textbox', { name: 'Name required' }).fill('Half typed')
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('half@example.com')
    await page.context().clearCookies()
    await button('Save').click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.waitFor()
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe(owner.email)
    await focused(dialog.getByLabel('Password', { exact: true }))
    await page.keyboard.type(owner.password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { level: 1, name: 'Half typed' }).waitFor()
    expect(visit.complaints([401, 422])).toEqual([])
  })

  it('is left for later where one asks for that', async () => {
    // What the page still asks for by itself would meet the end of the session before Save does.
    await page.goto(page.url(), { waitUntil: 'networkidle' })
    await page.getByRole('textbox', { name: 'City', exact: true }).fill('Oslo')
    await page.context().clearCookies()
    await button('Save').click()
    await button('Not now').click()
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor({ state: 'hidden' })
    expect(await page.getByRole('textbox', { name: 'City', exact: true }).inputValue()).toBe('Oslo')
    await button('Save').click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.getByLabel('Password', { exact: true }).fill(owner.password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Saved').first().waitFor()
    expect(visit.complaints([401, 422])).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

/** As after an update: files that an open page knows by name are not there any more. */
const files = '**/assets/*.js'
const lose = () => page.route(files, (route) => route.fulfill({ status: 404, body: '' }))
const find = () => page.unroute(files)
const notice = () => page.getByText('This part of the screen did not load')
const box = (label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) }).first()

describe('a file of the screens that does not come', () => {
  beforeEach(async () => {
    await page?.context().close()
    page = await visit.open({ viewport: { width: 1280, height: 900 } })
  })

  it('takes nothing away that was typed, and says what to do', async () => {
    await page.goto('/contacts/new')
    await box('Name').fill('Half written')
    await lose()
    await page.getByRole('button', { name: /^Search/ }).click()
    await notice().waitFor()
    expect(await box('Name').inputValue()).toBe('Half written')
    await box('Email').fill('half@example.com')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(async () => (await visit.api<{ total: number }>('/contacts?count=exact')).total)
      .toBe(1)
  })

  it('leaves to be read what was chosen from a list, and all else to be filled in', async () => {
    const plan = { name: 'Plan', type: 'dropdown', options: [{ id: 'pro', text: 'Pro' }] }
    await visit.api('/fields', { method: 'POST', body: plan })
    const values = { name: 'With a plan', email: ['plan@example.com'], plan: 'pro' }
    const made = await visit.api<{ id: string }>('/contacts', { method: 'POST', body: { values } })
    await page.route('**/assets/option-list-*.js', (route) => route.fulfill({ status: 404 }))
    await page.goto(`/contacts/${made.id}`)
    await notice().waitFor()
    expect(await page.locator('[data-field="plan"] input').inputValue()).toBe('Pro')
    await box('Name').fill('Without a list')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(
        async () =>
          (await visit.api<{ values: { name: string } }>(`/contacts/${made.id}`)).values.name,
      )
      .toBe('Without a list')
  })

  it('leaves the button of a menu where it was', async () => {
    await page.goto('/contacts')
    const columns = page.getByRole('button', { name: 'Columns', exact: true })
    await columns.waitFor()
    await lose()
    await columns.click()
    await notice().waitFor()
    expect(await columns.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Load again' }).click()
    await expect.poll(() => notice().isVisible()).toBe(false)
  })

  it('has a page of it loaded anew, which an update wants', async () => {
    await page.goto('/contacts')
    await page.getByRole('link', { name: 'Fields', exact: true }).waitFor()
    await page.route(files, (route) => route.fulfill({ status: 404, body: '' }), { times: 1 })
    await page.getByRole('link', { name: 'Fields', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor()
  })

  it('is told in words where loading anew does not help', async () => {
    await page.goto('/contacts')
    const link = page.getByRole('link', { name: 'Roles', exact: true })
    await link.waitFor()
    await page.evaluate(() => sessionStorage.setItem('cardfile.reloaded', String(Date.now())))
    await lose()
    await link.click()
    await page.getByText('There is no connection, or Cardfile was updated meanwhile').waitFor()
    await find()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor()
  })
})

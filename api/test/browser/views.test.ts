import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focused } from './focus.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
const inBerlin = { field: 'city', operator: 'eq', value: 'Berlin' }

beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  for (const [name, city] of [
    ['Ann', 'Berlin'],
    ['Ben', 'Berlin'],
    ['Cay', 'Oslo'],
  ])
    await visit.api('/contacts', {
      method: 'POST',
      body: { values: { name, city, email: [`${name}@example.com`] } },
    })
})
afterAll(() => visit?.close())

const row = (name: string) => page.getByRole('link', { name, exact: true })
const tab = (name: string) =>
  page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const current = () => page.locator('.cf-views-tab[aria-current]').textContent()

async function rows(): Promise<string[]> {
  return page.locator('tbody th a').allTextContents()
}

describe('saved views', () => {
  it('are saved by keyboard, shown by their tab, changed, reset, and begun with', async () => {
    const filter = encodeURIComponent(JSON.stringify(inBerlin))
    await page.goto(`/contacts?filter=${filter}&sort=-name`)
    await row('Ben').waitFor()
    await button('Save as a view').focus()
    await page.keyboard.press('Enter')
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await focused(name)
    await page.keyboard.type('In Berlin')
    await page.keyboard.press('Enter')
    await expect.poll(current).toBe('In Berlin')
    await expect.poll(rows).toEqual(['Ben', 'Ann'])
    expect(new URL(page.url()).searchParams.size).toBe(1)
    expect(await button('Reset').count()).toBe(0)

    await page.getByRole('searchbox').fill('ann')
    await expect.poll(rows).toEqual(['Ann'])
    await button('Reset').click()
    await expect.poll(rows).toEqual(['Ben', 'Ann'])
    await page.getByRole('searchbox').fill('ben')
    await expect.poll(rows).toEqual(['Ben'])
    await button('Save').click()
    await page.getByText('“In Berlin” is saved').last().waitFor()
    await expect.poll(() => button('Reset').count()).toBe(0)
    await tab('All contacts').click()
    await expect.poll(async () => (await rows()).length).toBe(3)
    await tab('In Berlin').click()
    await expect.poll(rows).toEqual(['Ben'])
    expect(await page.getByRole('searchbox').inputValue()).toBe('ben')

    await button('Actions for In Berlin').click()
    await page.getByRole('menuitem', { name: 'Begin with this view' }).click()
    await button('Actions for In Berlin').click()
    await page.getByRole('menuitem', { name: 'Share with everybody' }).click()
    await page.locator('.cf-views-tab .anticon-team').waitFor()
    await button('Actions for In Berlin').click()
    await page.getByRole('menuitem', { name: 'Let roles begin with it…' }).click()
    await page.getByRole('checkbox', { name: 'Agent', exact: true }).check()
    const waysBack = page.locator('.ant-message').getByRole('button', { name: 'Undo' })
    const earlier = (await waysBack.elementHandles()).at(-1)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const roles = async () =>
      (await visit.api<{ data: { roles: string[] }[] }>('/views')).data.map((view) => view.roles)
    await expect.poll(roles).toEqual([['agent']])
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    // The last one is of the change before until that of this one is drawn.
    const isEarlier = () => waysBack.last().evaluate((last, before) => last === before, earlier)
    await expect.poll(isEarlier).toBe(false)
    await waysBack.last().click()
    await expect.poll(roles).toEqual([[]])
    await page.getByRole('link', { name: 'Fields', exact: true }).first().click()
    await page.getByRole('link', { name: 'Contacts', exact: true }).first().click()
    await expect.poll(rows).toEqual(['Ben'])
    await tab('All contacts').click()
    await expect.poll(async () => (await rows()).length).toBe(3)
    await page.reload()
    await expect.poll(async () => (await rows()).length).toBe(3)
    expect(visit.complaints()).toEqual([])
  })

  it('say why they list nothing, and what can be done', async () => {
    const field = await visit.api<{ id: number; key: string }>('/fields', {
      method: 'POST',
      body: { name: 'Shelf', type: 'text' },
    })
    const { id } = await visit.api<{ id: string }>('/views', {
      method: 'POST',
      body: { name: 'Shelves', filter: { field: field.key, operator: 'null' } },
    })
    await visit.api(`/fields/${field.id}`, { method: 'DELETE', ifMatch: 1 })
    await page.goto(`/contacts?view=${id}`)
    await page
      .getByText('“Shelves” lists nothing, since something it needs is not available')
      .waitFor()
    await page.getByText('uses a field that was deleted').waitFor()
    expect(await rows()).toEqual([])
    await button('Change the conditions').click()
    await page.getByRole('form', { name: 'Filter contacts' }).waitFor()
    await page.goto(`/contacts?view=nowhere`)
    await page.getByText('There is no such view, or it is no longer shared').waitFor()
    await page.locator('.cf-notice').getByRole('button', { name: 'All contacts' }).click()
    await expect.poll(async () => (await rows()).length).toBe(3)
    expect(visit.complaints()).toEqual([])
  })
})

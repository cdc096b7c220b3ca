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

/** What has the focus, as a screen reader would name it, for a bounded walk with the Tab key. */
async function tabTo(name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const now = await page.evaluate(() => {
      const at = document.activeElement
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : []
      const label = labels.map(({ innerText }) => innerText).join(' ')
      return (
        at?.getAttribute('aria-label') ?? (label || (at as HTMLElement | null)?.innerText || '')
      )
    })
    if (typeof name === 'string' ? now.trim() === name : name.test(now)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}`)
}

/** Chooses an entry of the menu that was just opened, by arrow keys. */
async function choose(label: string): Promise<void> {
  await page.getByRole('menuitem', { name: label }).waitFor()
  await expect
    .poll(async () => {
      const now = await page.evaluate(() => document.activeElement?.textContent)
      if (now !== label) await page.keyboard.press('ArrowDown')
      return now
    })
    .toBe(label)
  await page.keyboard.press('Enter')
}

describe('with the keyboard alone', () => {
  it('the first account is made', async () => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Set up Cardfile' }).waitFor()
    await focused(page.getByLabel('Name', { exact: true }))
    await page.keyboard.type(owner.name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(owner.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(owner.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  })

  it('a person is invited, and the focus comes back to where it was', async () => {
    await tabTo('People')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await focused(page.getByRole('main'))
    await tabTo('Invite a person')
    await page.keyboard.press('Enter')
    // The dialog puts the focus there when it is open; what is typed before goes nowhere.
    await focused(page.getByRole('dialog').getByRole('textbox', { name: 'Name required' }))
    await page.getByRole('radio', { name: /^Agent/ }).waitFor()
    await page.keyboard.type('Kim Keys')
    await page.keyboard.press('Tab')
    await page.keyboard.type('kim@example.com')
    // The group of roles is one stop; the arrows choose within it.
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByLabel('Link', { exact: true }).waitFor()
    await tabTo('Done')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /Kim Keys.*Agent.*Invited/ }).waitFor()
    await focused(page.getByRole('button', { name: 'Invite a person' }))
  })

  it('a person’s role is changed through the menu of the row', async () => {
    await tabTo('Actions for Kim Keys')
    await page.keyboard.press('Enter')
    await choose('Change role…')
    const dialog = page.getByRole('dialog', { name: 'Role of Kim Keys' })
    await focused(dialog.getByRole('radio').first())
    await tabTo(/^Agent/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /Kim Keys.*Viewer/ }).waitFor()
    await focused(page.getByRole('button', { name: 'Actions for Kim Keys' }))
  })

  it('one signs out and in again', async () => {
    await tabTo(`Account of ${owner.name}`)
    await page.keyboard.press('Enter')
    await choose('Sign out')
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await focused(page.getByLabel('E-mail address', { exact: true }))
    await page.keyboard.type(owner.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(owner.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    expect(visit.complaints([401])).toEqual([])
  })
})

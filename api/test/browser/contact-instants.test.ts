import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
  await visit.api('/fields', { method: 'POST', body: { name: 'Last call', type: 'datetime' } })
})
afterAll(() => visit?.close())

const lastCall = () => visit.page.getByRole('textbox', { name: 'Last call', exact: true })

/** Types an instant into a new contact's form, as a person does, and leaves the field. */
async function typeInstant(text: string, leaveBy: string): Promise<string> {
  const { page } = visit
  await page.goto('/contacts/new')
  await lastCall().click()
  await page.keyboard.type(text)
  await page.keyboard.press(leaveBy)
  await page.getByRole('textbox', { name: 'Name required' }).fill('Ann')
  // Before AM engines write one kind of blank or another.
  return (await lastCall().inputValue()).replace(/\s/g, ' ')
}

describe('an instant typed by hand', () => {
  it.each(['Tab', 'Enter'])('is kept to the minute, when left by %s', async (key) => {
    expect(await typeInstant('2024-02-29 10:30', key)).toBe('Feb 29, 2024, 10:30 AM')
  })

  it('is kept to the second', async () => {
    expect(await typeInstant('2024-02-29 10:30:15', 'Tab')).toBe('Feb 29, 2024, 10:30:15 AM')
  })

  it('is saved by a click that leaves its box', async () => {
    const { page } = visit
    await page.goto('/contacts/new')
    await page.getByRole('textbox', { name: 'Name required' }).fill('Ann')
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ann@example.com')
    await lastCall().click()
    await page.keyboard.type('2024-02-29 10:30')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    const { data } = await visit.api<{ data: [{ values: Record<string, unknown> }] }>('/contacts')
    const local = new Date(String(data[0].values['last_call']))
    expect([local.getHours(), local.getMinutes()]).toEqual([10, 30])
    expect(visit.complaints()).toEqual([])
  })
})

describe('the first look at the printed address', () => {
  it('leads to the contacts without marking the page as focused', async () => {
    const { page } = visit
    await page.goto('/')
    await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })
})

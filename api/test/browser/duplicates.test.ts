import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focused, tabTo } from './focus.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
const ids: string[] = []

const make = async (values: object) => {
  const { id } = await visit.api<{ id: string }>('/contacts', { method: 'POST', body: { values } })
  ids.push(id)
}

beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  await make({ name: 'Ann Lee', company: 'Acme Inc.', sms: ['+4915112345601'] })
  await make({ name: 'Lee, Ann', company: 'ACME', phone: '0151 12345601', email: ['a@x.example'] })
  await make({ name: 'Bo Berg', city: 'Oslo', email: ['bo@x.example'] })
  await make({ name: 'Bo Berg', city: 'OSLO', twitter: ['bo_berg'] })
})
afterAll(() => visit?.close())

const pair = (name: string) => page.getByRole('article', { name })

describe('contacts that may be one', () => {
  it('are told apart by keyboard, left for later, and brought back', async () => {
    await page.goto('/duplicates')
    await pair('Ann Lee and Lee, Ann').getByText('The same company: Acme Inc. and ACME').waitFor()
    await page.getByText('Very likely (1)').waitFor()
    await page.keyboard.press('ArrowDown')
    await focused(pair('Ann Lee and Lee, Ann'))
    await page.keyboard.press('ArrowDown')
    await focused(pair('Bo Berg and Bo Berg'))
    await page.keyboard.press('n')
    await focused(pair('Ann Lee and Lee, Ann'))
    await expect.poll(() => pair('Bo Berg and Bo Berg').count()).toBe(0)
    await tabTo(page.getByRole('button', { name: 'Undo' }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await pair('Bo Berg and Bo Berg').waitFor()
    await tabTo(pair('Bo Berg and Bo Berg').getByRole('button', { name: 'Not a duplicate' }))
    await page.keyboard.press('Enter')
    await page.getByText('Remembered: not a duplicate').first().waitFor()
    await page.keyboard.press('l')
    await page.getByRole('heading', { name: 'All others are left for later' }).waitFor()
    await page.reload()
    await pair('Ann Lee and Lee, Ann').waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
  })

  it('are named beside the contact, and while one is typed', async () => {
    await follow(page, `/contacts/${ids[1]}`, 'Lee, Ann')
    await page.getByRole('heading', { name: '1 possible duplicate' }).waitFor()
    await follow(page, '/contacts/new', 'New Contact')
    await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('+49 151 12345601')
    const warning = page.getByRole('status').filter({ hasText: 'There may be' })
    await warning.getByRole('link', { name: /^Ann Lee, Acme Inc\./ }).waitFor()
    await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('')
    await expect.poll(() => warning.count()).toBe(0)
  })

  it('have a history whose values are put back one by one', async () => {
    const path = `/contacts/${ids[3]}`
    await visit.api(path, { method: 'PATCH', body: { values: { city: 'Rome' } }, ifMatch: 1 })
    await page.goto(path)
    await page.getByRole('button', { name: /^Put back what City was before/ }).click()
    await page.getByText('City is as it was before').waitFor()
    const { values } = await visit.api<{ values: { city: string } }>(path)
    expect(values.city).toBe('OSLO')
  })

  it('are merged from the list, which goes on as it was', async () => {
    await page.goto('/duplicates')
    await pair('Ann Lee and Lee, Ann').waitFor()
    await page.getByRole('article', { name: 'Bo Berg and Bo Berg' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await focused(pair('Bo Berg and Bo Berg'))
    await page.keyboard.press('l')
    await focused(pair('Ann Lee and Lee, Ann'))
    await page.keyboard.press('m')
    await tabTo(page.getByRole('button', { name: 'Merge', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByText(/^Merged into /).waitFor()
    await page.getByRole('heading', { name: 'All others are left for later' }).waitFor()
    expect(visit.complaints()).toEqual([])
  })
})

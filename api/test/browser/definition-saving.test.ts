import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Field, Role } from '@cardfile/openapi'
import { follow } from './follow.ts'
import { holdRequest } from './hold-request.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
})
afterAll(() => visit?.close())
beforeEach(async () => {
  await page.context().setOffline(false)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

const box = (label: string) => page.getByRole('textbox', { name: label })
const button = (label: string) => page.getByRole('button', { name: label, exact: true })
const typedSince = () => page.getByText('Saved, except for what you typed since').last()
const fieldCalled = async (name: string) =>
  (await visit.api<{ data: Field[] }>('/fields')).data.find((field) => field.name === name)

describe('typing while a definition is saved', () => {
  it('keeps what is typed after Create, and the next Save changes the field that is there', async () => {
    await page.goto('/fields/new?type=dropdown')
    await box('Name').fill('Plan')
    await box('Option 1').fill('Free')
    await box('Option 2').fill('Gold')
    const held = holdRequest(page, 'POST', '**/api/v1/fields')
    await button('Create field').click()
    const route = await held
    await box('Option 2').press('End')
    await page.keyboard.type('en')
    await route.continue()
    await typedSince().waitFor()
    await page.keyboard.type(' plan')
    expect(await box('Option 2').inputValue()).toBe('Golden plan')
    await page.getByText('Unsaved changes').waitFor()
    const before = await fieldCalled('Plan')
    await button('Save').click()
    await page.waitForURL(/\/fields$/)
    const after = await fieldCalled('Plan')
    expect(after?.options?.map(({ text }) => text)).toEqual(['Free', 'Golden plan'])
    expect(after?.options?.map(({ id }) => id)).toEqual(before?.options?.map(({ id }) => id))
    expect(visit.complaints()).toEqual([])
  })

  it('keeps what is typed after Save of a field that exists, and guards it', async () => {
    const field = await fieldCalled('City')
    await follow(page, `/fields/${field?.id}`, 'City')
    await box('Name').fill('Town')
    const held = holdRequest(page, 'PATCH', '**/api/v1/fields/**')
    await button('Save').click()
    const route = await held
    await box('Help text').fill('Where they live')
    await route.continue()
    await typedSince().waitFor()
    expect((await fieldCalled('Town'))?.helpText).toBeNull()
    await page.getByRole('link', { name: 'Contacts' }).first().click()
    await page.getByText('Leave without saving?').waitFor()
    await button('Stay').click()
    await button('Save').click()
    await page.waitForURL(/\/fields$/)
    expect((await fieldCalled('Town'))?.helpText).toBe('Where they live')
  })

  it('keeps what is typed after Save of a role', async () => {
    await follow(page, '/roles/new', 'New role')
    await box('Name').fill('Clerks')
    const held = holdRequest(page, 'POST', '**/api/v1/roles')
    await button('Create role').click()
    const route = await held
    await box('Name').fill('Clerks of the day')
    await route.continue()
    await typedSince().waitFor()
    await button('Save').click()
    await page.waitForURL(/\/roles$/)
    const { data } = await visit.api<{ data: Role[] }>('/roles')
    const named = data.map(({ name }) => name).filter((name) => name.startsWith('Clerks'))
    expect(named).toEqual(['Clerks of the day'])
  })

  it('says at once that there is no connection, and leaves what is typed', async () => {
    await follow(page, '/fields/new?type=text', 'New Field')
    await box('Name').fill('Never made')
    await page.context().setOffline(true)
    await button('Create field').click()
    await page.getByText('There is no connection. Nothing was sent').waitFor({ timeout: 2_000 })
    expect(await box('Name').inputValue()).toBe('Never made')
    await page.context().setOffline(false)
    expect(await fieldCalled('Never made')).toBeUndefined()
  })
})

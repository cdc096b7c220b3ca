import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from './accounts.ts'
import { chooseOption } from './choose-option.ts'
import { focused } from './focus.ts'
import { follow } from './follow.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
let contact = ''
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  const body = { values: { name: 'Ann', email: ['ann@example.com'], city: 'Oslo' } }
  contact = (await visit.api<{ id: string }>('/contacts', { method: 'POST', body })).id
})
afterAll(() => visit?.close())

const button = (label: string, on: Page = page) =>
  on.getByRole('button', { name: label, exact: true })
const expected = [401, 403, 404, 409, 422]

/** Makes somebody with a role who can sign in. */
async function makePerson(roleId: string): Promise<Page> {
  const someone = { name: `A ${roleId}`, email: `${roleId}@example.com`, roleId }
  const { link } = await visit.api<{ link: string }>('/people', { method: 'POST', body: someone })
  const password = 'eleven shy falcons'
  const token = new URL(link).hash.slice(1)
  await visit.api('/passwords', { method: 'POST', body: { token, password } })
  return visit.open(
    { viewport: { width: 1280, height: 900 } },
    await signIn(visit, { ...someone, password }),
  )
}

describe('roles', () => {
  let roleId = ''
  it('are built from permissions', async () => {
    await page.goto('/roles')
    await button('New role').click()
    await page.getByRole('textbox', { name: 'Name required' }).fill('Newsletter team')
    await page.getByRole('checkbox', { name: 'View contacts' }).check()
    await page.getByRole('checkbox', { name: 'Export', exact: true }).check()
    await button('Create role').click()
    await page.getByRole('row', { name: /Newsletter team.*View contacts, Export/ }).waitFor()
    const { data } = await visit.api<{ data: { id: string; name: string }[] }>('/roles')
    roleId = data.find(({ name }) => name === 'Newsletter team')!.id
    expect(visit.complaints(expected)).toEqual([])
  })

  it('leave the owner’s as it is, and say why', async () => {
    await follow(page, '/roles/owner', 'Owner')
    await page.getByText('The owner’s role always allows everything').first().waitFor()
    expect(await page.getByRole('checkbox', { name: 'View contacts' }).isDisabled()).toBe(true)
    expect(await button('Save').count()).toBe(0)
  })

  it('are not deleted while somebody has them', async () => {
    const key = { name: 'Uses it', roleId }
    await visit.api('/api-keys', { method: 'POST', body: key })
    await follow(page, `/roles/${roleId}`, 'Newsletter team')
    await button('Delete role').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete role' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(visit.complaints(expected)).toEqual([])
  })
})

describe('rights of a field', () => {
  let agent: Page
  beforeAll(async () => {
    agent = await makePerson('agent')
  })
  afterAll(() => agent?.context().close())

  it('hide it from roles, in lists, forms and filters', async () => {
    await agent.goto('/contacts')
    await agent.getByRole('columnheader', { name: 'City' }).waitFor()
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'City', exact: true }).click()
    const who = page.getByRole('group', { name: 'Who may see it' })
    await who.getByRole('radio', { name: 'Only these roles:' }).check()
    await who.getByRole('checkbox', { name: 'Agent' }).uncheck()
    await button('Save').click()
    await page.getByText('City was saved').waitFor()
    await agent.reload()
    await agent.getByRole('columnheader', { name: 'Name', exact: true }).waitFor()
    expect(await agent.getByRole('columnheader', { name: 'City' }).count()).toBe(0)
    await follow(agent, `/contacts/${contact}`, 'Ann')
    await agent.getByRole('textbox', { name: 'Company', exact: true }).waitFor()
    expect(await agent.getByRole('textbox', { name: 'City', exact: true }).count()).toBe(0)
    expect(visit.complaints(expected)).toEqual([])
  })

  it('lock it for roles that may see it, with the reason', async () => {
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'Company', exact: true }).click()
    const who = page.getByRole('group', { name: 'Who may edit it' })
    await who.getByRole('radio', { name: 'Only these roles:' }).check()
    await who.getByRole('checkbox', { name: 'Agent' }).uncheck()
    await button('Save').click()
    await page.getByText('Company was saved').waitFor()
    await agent.goto('/contacts/new')
    const company = agent.getByRole('textbox', { name: 'Company', exact: true })
    expect(await company.isDisabled()).toBe(true)
    await agent.getByText('Your role may see this, but not change it.').waitFor()
    await agent.getByRole('textbox', { name: 'Name required' }).fill('Made by an agent')
    await agent.getByRole('textbox', { name: 'Email', exact: true }).fill('by@example.com')
    await button('Save', agent).click()
    await agent.getByRole('heading', { name: 'History' }).waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('have roles see masks of it, and write whole new values where they are named', async () => {
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'Email', exact: true }).click()
    const masked = page.getByRole('group', { name: 'Who sees only a mask of it' })
    await masked.getByRole('radio', { name: 'Only these roles:' }).check()
    expect(await masked.getByRole('checkbox', { name: /^Owner/ }).isDisabled()).toBe(true)
    await masked.getByRole('checkbox', { name: 'Agent' }).check()
    await button('Save').click()
    await page.getByText('Email was saved').waitFor()
    await agent.goto('/contacts')
    await agent.getByText('an****om', { exact: true }).waitFor()
    expect(await agent.getByRole('button', { name: 'Email', exact: true }).count()).toBe(0)
    await follow(agent, `/contacts/${contact}`, 'Ann')
    await agent.getByRole('status', { name: 'Email' }).getByText('an****om').waitFor()
    await agent.getByText('You see a mask of the value, not the value.').waitFor()
    expect(await agent.locator('a[href^="mailto:"]').count()).toBe(0)
    const { id, version } = (
      await visit.api<{ data: { id: number; key: string; version: number }[] }>('/fields')
    ).data.find(({ key }) => key === 'email')!
    const named = { method: 'PATCH', ifMatch: version, body: { editRoles: ['owner', 'agent'] } }
    await visit.api(`/fields/${id}`, named)
    await agent.reload()
    await agent.getByText('what you type takes its place').waitFor()
    await agent.getByRole('textbox', { name: 'Email', exact: true }).fill('anna@example.org')
    await button('Save', agent).click()
    await agent.getByRole('status', { name: 'Email' }).getByText('an****rg').waitFor()
    const { values } = await visit.api<{ values: { email: string[] } }>(`/contacts/${contact}`)
    expect(values.email).toEqual(['anna@example.org'])
    expect(visit.complaints(expected)).toEqual([])
  })

  it('leave the name visible to all, and say why', async () => {
    await follow(page, '/fields', 'Fields')
    await page.getByRole('link', { name: 'Name', exact: true }).click()
    const who = page.getByRole('group', { name: 'Who may see it' })
    await who.getByText('This is the name that contacts are found by').waitFor()
    expect(await who.getByRole('radio', { name: 'Only these roles:' }).isDisabled()).toBe(true)
  })
})

describe('API keys', () => {
  it('are made with less than their role, shown once, and work', async () => {
    await follow(page, '/api-keys', 'API keys')
    await button('New API key').click()
    await page.getByRole('textbox', { name: 'Name required' }).fill('Reader')
    await page.getByRole('radio', { name: /^Agent/ }).check()
    await page.getByRole('checkbox', { name: 'Allow less than the role does' }).check()
    await page.getByRole('checkbox', { name: 'Create and edit contacts' }).uncheck()
    await button('Make the key').click()
    const secret = await page.getByLabel('Key', { exact: true }).inputValue()
    await button('I have copied it').click()
    await page.getByRole('row', { name: /Reader.*Only: View contacts, View identities/ }).waitFor()
    const asKey = (method: string, body?: object) =>
      fetch(`${visit.url}/api/v1/contacts`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    expect((await asKey('GET')).status).toBe(200)
    expect((await asKey('POST', { values: {} })).status).toBe(403)
    await page.reload()
    await button('Revoke the key Reader').click()
    await page.getByText('Programs that use it are refused at once.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('The key Reader was revoked').waitFor()
    expect((await asKey('GET')).status).toBe(401)
    expect(visit.complaints(expected)).toEqual([])
  })
})

describe('the audit log', () => {
  it('tells what happened, filtered by the address, and is exported', async () => {
    await follow(page, '/audit?action=key.revoked', 'Audit log')
    await page.getByRole('row', { name: /Olga Owner revoked the API key Reader/ }).waitFor()
    expect(await page.getByRole('row').count()).toBe(2)
    await button('Clear filter').click()
    await page.waitForURL('**/audit')
    await page.getByRole('row', { name: /Olga Owner created the role/ }).waitFor()
    await chooseOption(page.getByRole('combobox', { name: 'What' }), 'Created a role')
    await page.waitForURL('**/audit?action=role.created')
    const download = page.waitForEvent('download')
    await button('Export as CSV').click()
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
    expect(visit.complaints(expected)).toEqual([])
  })
})

describe('what is held about a contact', () => {
  it('is downloaded as a file', async () => {
    await follow(page, `/contacts/${contact}`, 'Ann')
    const download = page.waitForEvent('download')
    await button('Download everything held').click()
    expect((await download).suggestedFilename()).toMatch(/\.json$/)
    expect(visit.complaints(expected)).toEqual([])
  })

  it('is erased after the name was typed, by keyboard alone', async () => {
    await button('Erase…').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Erase Ann for good?' })
    await dialog.waitFor()
    const confirm = dialog.getByLabel('Name of the contact')
    await focused(confirm)
    await page.keyboard.type('An')
    await page.keyboard.press('Enter')
    expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await focused(button('Erase…'))
    await page.keyboard.press('Enter')
    await focused(confirm)
    await page.keyboard.type('Ann')
    await page.keyboard.press('Enter')
    await page.getByText('The contact was erased').waitFor()
    await page.goto(`/contacts/${contact}`)
    await page.getByRole('heading', { level: 1, name: 'Contact not found' }).waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })
})

import { readFile } from 'node:fs/promises'
import type { Field } from '@cardfile/openapi'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

interface SetUp {
  fields: { key: string; name?: string; type?: string }[]
  [list: string]: unknown
}

let visit: Visit
let page: Page

beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
  const fields = [
    { name: 'Seats', type: 'integer' },
    { name: 'Gone', type: 'text' },
    { name: 'Code', type: 'text' },
  ]
  for (const body of fields) await visit.api('/fields', { method: 'POST', body })
  const values = { name: 'Ann', email: ['ann@example.com'], seats: 3, gone: 'x', code: 'A1' }
  await visit.api('/contacts', { method: 'POST', body: { values } })
})
afterAll(() => visit?.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const setUp = () => visit.api<SetUp>('/schema')
const typeOf = async (key: string) =>
  (await visit.api<{ data: Field[] }>('/fields')).data.find((field) => field.key === key)?.type
const steps = (group: string) => page.getByRole('region', { name: group }).getByRole('listitem')

async function choose(document: object | string): Promise<void> {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'set-up.json', mimeType: 'text/json', buffer: Buffer.from(text) })
}

/** Holds the second of the next requests to an address back. @returns it, once it is sent */
function heldBehindFirst(address: string): Promise<Route> {
  const held = Promise.withResolvers<Route>()
  let sent = 0
  void page.route(address, async (route) => {
    sent++
    if (sent === 2) held.resolve(route)
    else await route.continue()
  })
  return held.promise
}

const fieldsOnly = (...fields: SetUp['fields']) => ({
  cardfile: 1,
  roles: [],
  sections: [],
  fields,
  views: [],
})

describe('the set-up as a file', () => {
  it('is downloaded as it is, and has nothing to change', async () => {
    await page.goto('/fields')
    await button('Set-up file').click()
    const download = page.waitForEvent('download')
    await button('Download the set-up').click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toBe(`${JSON.stringify(await setUp(), null, 2)}\n`)
    await choose(text)
    await page.getByText('Nothing to change').waitFor()
    expect(await button(/^Apply/).count()).toBe(0)
  })

  it('is shown step by step before anything is changed, and applied by keyboard alone', async () => {
    const document = await setUp()
    const fields = document.fields
      .filter(({ key }) => key !== 'gone')
      .map((field) => (field.key === 'seats' ? { key: 'seats', type: 'text' } : field))
    await choose({
      ...document,
      sections: [{ name: 'Contract' }],
      fields: [...fields, { key: 'plan', name: 'Plan', type: 'text' }],
    })
    await expect
      .poll(() => steps('Create').allTextContents())
      .toEqual(['Section Contract', 'Field Plan plan'])
    expect(await steps('Convert values').allTextContents()).toEqual([
      expect.stringContaining('1 contact gets its value in another form'),
    ])
    expect(await steps('Delete').count()).toBe(0)
    await page.getByText('Delete what is not in the file').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Field Gone' }).focus()
    await page.keyboard.press('Space')
    await expect
      .poll(() => steps('Delete').allTextContents())
      .toEqual([expect.stringContaining('1 contact has a value in it, which is kept for 90 days')])
    expect(await typeOf('seats')).toBe('integer')
    await button(/^Apply \d steps$/).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Steps with a warning').waitFor()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Apply/ })
      .focus()
    await page.keyboard.press('Enter')
    await page.getByText('The set-up is as the file says').waitFor()
    expect(await Promise.all(['seats', 'plan', 'gone'].map(typeOf))).toEqual([
      'text',
      'text',
      undefined,
    ])
    expect(visit.complaints()).toEqual([])
  })

  it('lets one choose otherwise where what was chosen cannot be deleted', async () => {
    const permissions = ['view_contacts']
    const role = { name: 'Kept', permissions }
    const { id: roleId } = await visit.api<{ id: string }>('/roles', { method: 'POST', body: role })
    await visit.api('/api-keys', { method: 'POST', body: { name: 'K', roleId } })
    await choose(fieldsOnly({ key: 'kept', name: 'Kept', type: 'text' }))
    await steps('Create').first().waitFor()
    await page.getByText('Delete what is not in the file').click()
    const chosen = page.getByRole('checkbox', { name: 'Role Kept' })
    await chosen.check()
    await page.getByText('has the role Kept', { exact: false }).waitFor()
    expect(await steps('Create').count()).toBe(0)
    await chosen.uncheck()
    await expect.poll(() => steps('Create').allTextContents()).toEqual(['Field Kept kept'])
    await button('Discard the plan').click()
    expect(visit.complaints([409])).toEqual([])
  })

  it('makes its plan again where something has changed since', async () => {
    await choose(fieldsOnly({ key: 'level', name: 'Level', type: 'text' }))
    await steps('Create').first().waitFor()
    await visit.api('/fields', { method: 'POST', body: { name: 'Other', type: 'text' } })
    await button('Apply 1 step').click()
    await page.getByText('The plan no longer fits').waitFor()
    expect(await typeOf('level')).toBeUndefined()
    await button('Make the plan again').click()
    await button('Apply 1 step').click()
    await page.getByText('The set-up is as the file says').waitFor()
    expect(await typeOf('level')).toBe('text')
    expect(visit.complaints([409])).toEqual([])
  })

  it('says how far it is, stops between two steps, and has the rest in a new plan', async () => {
    const count = 90
    const made = async () =>
      (await setUp()).fields.filter(({ key }) => key.startsWith('many_')).length
    const many = Array.from({ length: count }, (_, n) => ({
      key: `many_${n}`,
      name: `Many ${n}`,
      type: 'text',
    }))
    await choose(fieldsOnly(...many))
    const held = heldBehindFirst('**/api/v1/schema/apply')
    await button(`Apply ${count} steps`).click()
    const second = await held
    const first = await made()
    expect(first).toBeGreaterThan(0)
    await page
      .getByText(`Step ${first + 1} of ${count}: Field Many ${first} many_${first}`)
      .waitFor()
    const bar = page.getByRole('progressbar', { name: 'Applying the file' })
    expect(await bar.getAttribute('aria-valuenow')).toBe(`${Math.floor((first * 100) / count)}`)
    await button('Stop').focus()
    await page.keyboard.press('Enter')
    await second.continue()
    await page.getByText('Stopped', { exact: true }).waitFor()
    const taken = await made()
    expect(taken).toBeGreaterThan(first)
    expect(taken).toBeLessThan(count)
    await page.getByText(`Steps taken: ${taken} of ${count}. A new plan has the rest.`).waitFor()
    await button('Make the plan again').click()
    await button(`Apply ${count - taken} steps`).click()
    await page.getByText('The set-up is as the file says').waitFor()
    expect(await made()).toBe(count)
    expect(visit.complaints([409])).toEqual([])
  })

  it('says why a file cannot be applied, on a phone, in the dark and from the right too', async () => {
    const options = { colorScheme: 'dark', viewport: { width: 375, height: 812 } } as const
    page = await visit.open(options)
    await page.goto('/fields/set-up-file')
    await choose('Name,Email\nAnn,ann@example.com')
    await page.getByText('This is no set-up file.', { exact: false }).waitFor()
    await choose(fieldsOnly({ key: 'new', name: 'New', type: 'novel' }))
    await page.getByText('document.fields[0].type “new” must be one of', { exact: false }).waitFor()
    await choose(fieldsOnly({ key: 'code', type: 'integer' }))
    await page.getByText('1 contact has a value that would be lost.', { exact: false }).waitFor()
    expect(await button(/^Apply 1 step/).getAttribute('aria-disabled')).toBe('true')
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(375)
    page = await visit.open({ ...options, locale: 'ar' })
    await page.goto('/fields/set-up-file')
    await choose(fieldsOnly({ key: 'code', type: 'integer' }))
    await page.getByText('لم يتغيّر شيء بعد.').waitFor()
    expect(await width()).toBe(375)
    expect(visit.complaints([409, 422])).toEqual([])
  })
})

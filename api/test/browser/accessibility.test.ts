import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let contact = ''
let imported = ''
beforeAll(async () => {
  visit = await startVisit()
  const body = { values: { name: 'Ann', email: ['ann@example.com', 'a@example.com'] } }
  contact = (await visit.api<{ id: string }>('/contacts', { method: 'POST', body })).id
  const options = [{ text: 'Gold' }, { text: 'Silver' }]
  for (const type of [
    'radio',
    'checkboxlist',
    'dropdown',
    'date',
    'datetime',
    'checkbox',
    'decimal',
  ])
    await visit.api('/fields', {
      method: 'POST',
      body: {
        name: `A ${type}`,
        type,
        helpText: 'Help',
        ...(/radio|list|drop/.test(type) ? { options } : {}),
      },
    })
  const start = { fileName: 'f.csv', mode: 'merge', headings: ['Name', 'Email', 'What'] }
  imported = (await visit.api<{ id: string }>('/imports', { method: 'POST', body: start })).id
  const rows = [{ number: 2, cells: ['Bob', 'nope', 'x'] }]
  await visit.api(`/imports/${imported}/chunks/0`, { method: 'PUT', body: { rows } })
  await visit.api(`/imports/${imported}/finish`, { method: 'POST', body: {} })
})
afterAll(() => visit?.close())

type Step = (page: Page) => Promise<unknown>
const press =
  (...labels: string[]): Step =>
  async (page) => {
    for (const label of labels) await page.getByRole('button', { name: label, exact: true }).click()
  }

const chooseFile: Step = async (page) => {
  const csv = 'Name,Email,A date,What\nAnn,ann@example.com,03/04/2026,x\nBob,nope,,y\n'
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('region', { name: 'The first rows of the file' }).waitFor()
}

const screens: [name: string, path: () => string, heading: string, step?: Step][] = [
  ['the contacts table', () => '/contacts', 'Contacts'],
  ['the filter', () => '/contacts', 'Contacts', press('Filter')],
  ['the columns menu', () => '/contacts', 'Contacts', press('Columns')],
  ['a filter without results', () => '/contacts?q=nothing', 'Contacts'],
  [
    'the delete dialog',
    () => '/contacts',
    'Contacts',
    async (page) => {
      await page.getByLabel('Select all on this page').check()
      await press('Delete')(page)
    },
  ],
  ['a form with every control', () => '/contacts/new', 'New Contact'],
  ['a form with errors', () => '/contacts/new', 'New Contact', press('Save')],
  ['a contact', () => `/contacts/${contact}`, 'Ann'],
  ['the trash', () => '/contacts/trash', 'Trash'],
  ['the fields list', () => '/fields', 'Fields'],
  ['the data types', () => '/fields/new', 'New Field'],
  ['a new field', () => '/fields/new?type=radio', 'New Field', press('Create field')],
  ['a locked field', () => '/fields/6', 'Company'],
  ['the export dialog', () => '/contacts', 'Contacts', press('More ways to export')],
  ['the import page', () => '/import', 'Import Contacts'],
  ['the import’s file', () => '/import', 'Import Contacts', chooseFile],
  [
    'the import’s columns',
    () => '/import',
    'Import Contacts',
    async (page) => {
      await chooseFile(page)
      await press('Continue to columns')(page)
      await page.getByRole('heading', { level: 1, name: 'Columns' }).waitFor()
      await page.getByText('Which day is').waitFor()
    },
  ],
  [
    'the import’s preview',
    () => '/import',
    'Import Contacts',
    async (page) => {
      await chooseFile(page)
      await press('Continue to columns')(page)
      await page.getByRole('radio', { name: /^Day, month, year/ }).check()
      await press('Continue to preview')(page)
      await page.getByRole('heading', { level: 1, name: 'Preview' }).waitFor()
      await page.getByRole('textbox', { name: 'Email of row 3' }).waitFor()
    },
  ],
  ['the import history', () => '/import/history', 'Import history'],
  ['an import’s result', () => `/import/${imported}`, 'Import result'],
]

const settings = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
] as const

describe.each(settings)('in $colorScheme at $viewport.width pixels', (options) => {
  let page: Page
  beforeAll(async () => {
    page = await visit.open(options)
  })
  afterAll(() => page?.close())

  it.each(screens)('%s has nothing that axe objects to', async (_name, path, heading, step) => {
    await page.goto(path())
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    await step?.(page)
    // Colours that fade in are judged when they are there.
    await page.waitForTimeout(250)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => window.axe.run(document))
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    const wider = await page.evaluate(() => {
      const main = document.querySelector('main')
      return main ? main.scrollWidth - main.clientWidth : 0
    })
    expect(wider).toBe(0)
    expect(visit.complaints()).toEqual([])
  })
})

declare global {
  interface Window {
    axe: typeof axe
  }
}

import axe from 'axe-core'
import { type Field, fieldTypeIds, fieldTypeOf, rulesOf, type Values } from '@cardfile/openapi'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner } from './accounts.ts'
import { unseenFocus } from './focus.ts'
import { follow } from './follow.ts'
import { inMadeUp, speakMadeUp, unmarkedWords } from './made-up-language.ts'
import { faded, settled } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

/** What people wrote is in letters that no screen has words in, so that each word of a screen is known. */
const fieldNames = Object.fromEntries(fieldTypeIds.map((id, at) => [id, `Πεδίο ${at}`]))

let visit: Visit
let contact = ''
let other = ''
let imported = ''

async function begin(): Promise<void> {
  visit = await startVisit()
  const options = [{ text: 'Χρυσός' }, { text: 'Άργυρος' }]
  // Every type there is, each with the value that the sample file shows of it.
  const values: Values = { name: 'Άννα', email: ['ann@example.com', 'a@example.com'] }
  for (const type of fieldTypeIds) {
    const { settingNames } = fieldTypeOf(type)
    const settings = {
      ...(settingNames.includes('options') && { options }),
      ...(settingNames.includes('pattern') && { pattern: '(?s).*', patternMessage: 'Όλα' }),
      ...(settingNames.includes('unit') && { unit: 'κιλά' }),
    }
    const body = { name: fieldNames[type], type, helpText: 'Βοήθεια', ...settings }
    const field = await visit.api<Field>('/fields', { method: 'POST', body })
    const { parseCell, example } = rulesOf(field)
    values[field.key] = parseCell(example(0))
  }
  contact = (await visit.api<{ id: string }>('/contacts', { method: 'POST', body: { values } })).id
  const made = await Promise.all(
    ['Βω', 'Κυ'].map((name) =>
      visit.api<{ id: string; version: number }>('/contacts', {
        method: 'POST',
        body: { values: { name, email: [`${name === 'Βω' ? 'bo' : 'cy'}@example.com`] } },
      }),
    ),
  )
  other = made[0]!.id
  const merge = { from: [{ id: made[1]!.id, version: made[1]!.version }] }
  await visit.api(`/contacts/${other}/merge`, { method: 'POST', body: merge, ifMatch: 1 })
  const start = { fileName: 'f.csv', mode: 'merge', headings: ['Name', 'Email', 'Τι'] }
  imported = (await visit.api<{ id: string }>('/imports', { method: 'POST', body: start })).id
  const rows = [{ number: 2, cells: ['Βασίλης', 'όχι', 'ξ'] }]
  await visit.api(`/imports/${imported}/chunks/0`, { method: 'PUT', body: { rows } })
  const shop = { name: 'Αγορά', mode: 'merge', columns: [{ heading: 'Ποιος', field: 'name' }] }
  await visit.api('/import-mappings', { method: 'POST', body: shop })
  await visit.api(`/imports/${imported}/finish`, { method: 'POST', body: {} })
}

type Step = (page: Page) => Promise<unknown>
const press =
  (...labels: string[]): Step =>
  async (page) => {
    for (const label of labels) await page.getByRole('button', { name: inMadeUp(label) }).click()
  }

const chooseFile: Step = async (page) => {
  const csv = `Name,Email,${fieldNames.date},Τι\nΆννα,ann@example.com,03/04/2026,ξ\nΒασίλης,όχι,,ψ\n`
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('region', { name: inMadeUp('The first rows of the file') }).waitFor()
}

const chooseRoles: Step = async (page) => {
  await page
    .getByRole('radio', { name: inMadeUp('Only these roles:') })
    .first()
    .check()
}

const beginTwoFactor: Step = async (page) => {
  await press('Turn on')(page)
  await page.getByLabel(inMadeUp('Your password')).fill(owner.password)
  await press('Continue')(page)
  await page.locator('.cf-qr svg').waitFor()
}

const invite: Step = async (page) => {
  await press('Invite a person')(page)
  await page.getByRole('textbox', { name: inMadeUp('Name required') }).fill('Ίβη')
  await page
    .getByRole('textbox', { name: inMadeUp('E-mail address required') })
    .fill(`${Math.random()}@example.com`)
  await press('Make the invitation link')(page)
  await page.getByLabel(inMadeUp('Link')).waitFor()
}

const makeKey: Step = async (page) => {
  await press('New API key')(page)
  await page.getByRole('textbox', { name: inMadeUp('Name required') }).fill('Κλειδί')
  await press('Make the key')(page)
  await page.getByLabel(inMadeUp('Key')).waitFor()
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
      await page.getByLabel(inMadeUp('Select all on this page')).check()
      await press('Delete')(page)
    },
  ],
  ['a form with every control', () => '/contacts/new', 'New Contact'],
  ['a form with errors', () => '/contacts/new', 'New Contact', press('Save')],
  ['a contact', () => `/contacts/${contact}`, 'Άννα'],
  [
    'the palette',
    () => '/contacts',
    'Contacts',
    async (page) => {
      await page.keyboard.press('/')
      await page.getByRole('dialog', { name: inMadeUp('Search and commands') }).waitFor()
    },
  ],
  ['the trash', () => '/contacts/trash', 'Trash'],
  ['the fields list', () => '/fields', 'Fields'],
  ['the data types', () => '/fields/new', 'New Field'],
  ['a new field', () => '/fields/new?type=radio', 'New Field', press('Create field')],
  ['a locked field', () => '/fields/6', 'Firma'],
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
      await page.getByRole('heading', { level: 1, name: inMadeUp('Columns') }).waitFor()
      await page.getByText(/Which day is/).waitFor()
    },
  ],
  [
    'the import’s preview',
    () => '/import',
    'Import Contacts',
    async (page) => {
      await chooseFile(page)
      await press('Continue to columns')(page)
      await page.getByRole('radio', { name: /Day, month, year/ }).check()
      await press('Continue to preview')(page)
      await page.getByRole('heading', { level: 1, name: inMadeUp('Preview') }).waitFor()
      await page.getByRole('textbox', { name: inMadeUp('Email of row 3') }).waitFor()
    },
  ],
  ['the saved mappings', () => '/import/mappings', 'Saved mappings'],
  ['the new name of a mapping', () => '/import/mappings', 'Saved mappings', press('Rename Αγορά')],
  ['the import history', () => '/import/history', 'Import history'],
  ['an import’s result', () => `/import/${imported}`, 'Import result'],
  ['the rights of a field', () => '/fields/6', 'Firma', chooseRoles],
  ['the erase dialog', () => `/contacts/${contact}`, 'Άννα', press('Erase…')],
  ['the account', () => '/account', 'Your account'],
  ['the question for the password', () => '/account', 'Your account', press('Turn on')],
  ['the QR code', () => '/account', 'Your account', beginTwoFactor],
  ['the menu of the account', () => '/contacts', 'Contacts', press(`Account of ${owner.name}`)],
  ['the people', () => '/people', 'People'],
  ['the menu of a person', () => '/people', 'People', press(`Actions for ${owner.name}`)],
  ['an invitation', () => '/people', 'People', press('Invite a person')],
  ['the link of an invitation', () => '/people', 'People', invite],
  ['the roles', () => '/roles', 'Roles'],
  ['a new role', () => '/roles/new', 'New role'],
  ['the owner’s role', () => '/roles/owner', 'Inhaber'],
  ['a new API key', () => '/api-keys', 'API keys', press('New API key')],
  ['the secret of a key', () => '/api-keys', 'API keys', makeKey],
  ['the API keys', () => '/api-keys', 'API keys'],
  ['the audit log', () => '/audit', 'Audit log'],
  ['two contacts compared', () => `/contacts/merge?ids=${contact},${other}`, 'Compare and merge'],
  ['taking a merge back', () => `/contacts/${other}`, 'Βω', press('Undo: merged from Κυ')],
  ['possible duplicates', () => '/duplicates', 'Possible duplicates'],
]

/** A screen that nothing was done on is left by a link; after others the page is opened anew. */
const plainFirst = screens.toSorted(
  ([, , , step], [, , , other]) => Number(step !== undefined) - Number(other !== undefined),
)

const entrances: typeof screens = [
  ['the sign-in page', () => '/sign-in', 'Sign in'],
  ['a refused sign-in', () => '/sign-in', 'Sign in', press('Sign in')],
  ['the page for a password', () => '/set-password#token', 'Set your password'],
  ['the page for a password without its link', () => '/set-password', 'Set your password'],
]

/** Each screen is judged in one way after the other: what it takes is mostly the opening. */
const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
] as const

async function look(page: Page, { colorScheme, viewport }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize(viewport)
}

let page: Page
let stranger: Page
beforeAll(async () => {
  await begin()
  page = await visit.open({ locale: 'de-DE' })
  stranger = await visit.open({ locale: 'de-DE' }, [])
  await Promise.all([page, stranger].map((each) => speakMadeUp(each)))
})
afterAll(() => visit?.close())

describe('light and wide, dark and narrow', () => {
  it.each(plainFirst)(
    '%s has nothing that axe objects to, shows where the focus is, and says nothing but in words of its language',
    async (_name, ...screen) => {
      await judge(page, ...screen)
    },
  )

  it.each(entrances)(
    '%s has nothing that axe objects to, shows where the focus is, and says nothing but in words of its language',
    async (_name, ...screen) => {
      await judge(stranger, ...screen)
    },
  )
})

/** What no locale says and is right as it is: who the owner is, headings of the file, the product, addresses. */
const inLatin =
  /Olga Owner|\b(?:CSV|XLSX|curl|TypeScript|Python|UTC|UTF-8|Deutsch|Example \d)\b|[\w.+-]+@[\w.-]+|https?:\S+|\b[Nn]ame\b|\b[Ee]mail\b|Cardfile|people\.csv|f\.csv|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

it('tells words that come from no language', async () => {
  await page.evaluate(() => document.body.append('Save'))
  expect(await unmarkedWords(page, inLatin)).toContain('Save')
})

/** Pages on which nothing was done since they were opened. */
const asTheyOpen = new Set<Page>()

async function open(page: Page, path: string): Promise<void> {
  if (asTheyOpen.has(page)) return follow(page, path)
  await page.goto(path)
  asTheyOpen.add(page)
}

async function judge(page: Page, path: () => string, heading: string, step?: Step): Promise<void> {
  await look(page, looks[0]!)
  await open(page, path())
  if (step) asTheyOpen.delete(page)
  await page.getByRole('heading', { level: 1, name: inMadeUp(heading) }).waitFor()
  await settled(page)
  await step?.(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  for (const each of looks) {
    await look(page, each)
    await settled(page)
    await faded(page)
    // What is in order is not listed.
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'], preload: false }),
    )
    expect(violations.map(({ id, nodes }) => [each, id, nodes[0]?.html])).toEqual([])
    const wider = await page.evaluate(() => {
      const main = document.querySelector('main')
      return main ? main.scrollWidth - main.clientWidth : 0
    })
    expect([each, wider]).toEqual([each, 0])
    expect(await unseenFocus(page)).toEqual([])
  }
  expect(await unmarkedWords(page, inLatin)).toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await unseenFocus(page), 'in forced colours').toEqual([])
  await page.emulateMedia({ forcedColors: 'none' })
  // A page for strangers asks once whether somebody is signed in.
  expect(visit.complaints([401])).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

import '@cardfile/openapi/patterns'
import { type Field, fieldTypeIds, fieldTypeOf, rulesOf, type Values } from '@cardfile/openapi'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner } from './accounts.ts'
import { violations } from './axe.ts'
import { chooseOption } from './choose-option.ts'
import { cutTexts } from './cut-texts.ts'
import { unseenFocus } from './focus.ts'
import { follow } from './follow.ts'
import { inMadeUp, startMadeUpSite, unmarkedWords } from './made-up-language.ts'
import { faded, settled } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

/** What people wrote is in letters that no screen has words in, so that each word of a screen is known. */
const fieldNames = Object.fromEntries(fieldTypeIds.map((id, at) => [id, `Πεδίο ${at}`]))

let visit: Visit
let contact = ''
let other = ''
let imported = ''
let bulk = ''
let view = ''

async function begin(): Promise<void> {
  visit = await startVisit({ start: startMadeUpSite })
  const options = [{ text: 'Χρυσός' }, { text: 'Άργυρος' }]
  // Every type there is, each with the value that the sample file shows of it.
  const keys: Record<string, string> = {}
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
    keys[type] = field.key
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
  const change = { on: { ids: [contact] }, do: [{ set: { [keys.text!]: 'Λόγος' } }] }
  bulk = (await visit.api<{ id: string }>('/bulk-changes', { method: 'POST', body: change })).id
  const named = { field: 'name', operator: 'contains', value: 'Ά' }
  const either = { operator: 'or', value: [named, { field: keys.text, operator: 'nnull' }] }
  const look = {
    name: 'Όψη',
    filter: { operator: 'and', value: [named, either] },
    columns: [keys.text, keys.date].map((field) => ({ field, width: null, pinned: true })),
  }
  view = (await visit.api<{ id: string }>('/views', { method: 'POST', body: look })).id
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

const planSetUp: Step = async (page) => {
  const { fields, ...document } = await visit.api<{ fields: { key: string }[] }>('/schema')
  const added = { key: 'plan', name: 'Σχέδιο', type: 'text' }
  const text = JSON.stringify({ ...document, fields: [...fields.slice(0, -1), added] })
  const file = { name: 'f.csv', mimeType: 'application/json', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('region', { name: inMadeUp('Create 1') }).waitFor()
  await page.locator('details summary').click()
}

const previewBulk: Step = async (page) => {
  await page.getByLabel(inMadeUp('Select all on this page')).check()
  await press('Change')(page)
  const drawer = page.getByRole('dialog')
  await chooseOption(drawer.getByRole('combobox', { name: inMadeUp('Field') }), fieldNames.text!)
  await drawer.getByRole('textbox', { name: fieldNames.text! }).fill('Ωδή')
  await press('Preview')(page)
  await drawer.getByRole('region', { name: inMadeUp('The first of them') }).waitFor()
  await drawer.locator('details summary').click()
}

type Screen = [name: string, path: () => string, heading: string, step?: Step]

const screens: Screen[] = [
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
  [
    'groups of conditions over pinned columns',
    () => `/contacts?view=${view}`,
    'Contacts',
    async (page) => {
      await press('Filter (3)')(page)
      await page.getByRole('group', { name: inMadeUp('Group 1') }).waitFor()
    },
  ],
  ['a contact beside the list', () => '/contacts', 'Contacts', press('Side panel')],
  ['the preview of a change of many', () => '/contacts', 'Contacts', previewBulk],
  ['the changes of many', () => '/contacts/bulk-changes', 'Changes of many contacts'],
  ['a change of many', () => `/contacts/bulk-changes/${bulk}`, `${fieldNames.text}: 1 contact`],
  ['the trash', () => '/contacts/trash', 'Trash'],
  ['the fields list', () => '/fields', 'Fields'],
  ['the set-up file', () => '/fields/set-up-file', 'Set-up file'],
  ['the plan of a set-up', () => '/fields/set-up-file', 'Set-up file', planSetUp],
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

/** What is done on them goes on while another address is followed. */
const staying = new Set([
  'the palette',
  'the rights of a field',
  'the menu of the account',
  'a refused sign-in',
])

/** A screen that nothing was done on is left by a link; after others the page is opened anew. */
const plainFirst = screens.toSorted(
  ([, , , step], [, , , other]) => Number(step !== undefined) - Number(other !== undefined),
)

const entrances: Screen[] = [
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
})
afterAll(() => visit?.close())

describe('light and wide, dark and narrow', () => {
  it.each(plainFirst)(
    '%s has nothing that axe objects to, shows where the focus is, and says nothing but in words of its language',
    async (...screen) => {
      await judge(page, screen)
    },
  )

  it.each(entrances)(
    '%s has nothing that axe objects to, shows where the focus is, and says nothing but in words of its language',
    async (...screen) => {
      await judge(stranger, screen)
    },
  )
})

/** What no locale says and is right as it is: who the owner is, headings of the file, the product, addresses, codes. */
const inLatin =
  /Olga Owner|\b(?:EUR|USD|CSV|XLSX|curl|TypeScript|Python|UTC|UTF-8|Deutsch|Example \d)\b|[\w.+-]+@[\w.-]+|https?:\S+|\b[Nn]ame\b|\b[Ee]mail\b|Cardfile|people\.csv|f\.csv|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

it('tells words that come from no language', async () => {
  await page.evaluate(() => document.body.append('Save'))
  expect(await unmarkedWords(page, inLatin)).toContain('Save')
})

it('tells a text that is cut, and none that ends in dots', async () => {
  await page.evaluate(() => {
    for (const [text, dots] of [
      ['Κομμένο', 'clip'],
      ['Με τελείες', 'ellipsis'],
    ] as const) {
      const box = document.createElement('p')
      box.textContent = text
      box.style.cssText = `width: 20px; overflow: hidden; white-space: nowrap; text-overflow: ${dots}`
      document.body.prepend(box)
    }
  })
  expect(await cutTexts(page)).toEqual(['P.: Κομμένο'])
})

/** What was done since a page was opened, if it is open: nothing, what goes with the screen, or what stays. */
const done = new Map<Page, 'nothing' | 'goes' | 'stays'>()

/** Opened anew where need be: what a page loads is most of what it takes. */
async function open(page: Page, path: string): Promise<void> {
  const before = done.get(page) ?? 'stays'
  if (before === 'stays') await page.goto(path)
  else {
    // A screen that is led to from itself would stay as it is.
    if (before === 'goes') await follow(page, '/nothing', inMadeUp('Page not found'))
    await follow(page, path)
  }
  done.set(page, 'nothing')
}

async function judge(page: Page, [name, path, heading, step]: Screen): Promise<void> {
  await look(page, looks[0]!)
  await open(page, path())
  if (step) done.set(page, staying.has(name) ? 'stays' : 'goes')
  await page.getByRole('heading', { level: 1, name: inMadeUp(heading) }).waitFor()
  await settled(page)
  await step?.(page)
  for (const each of looks) {
    await look(page, each)
    await settled(page)
    await faded(page)
    expect([each, await violations(page)]).toEqual([each, []])
    const wider = await page.evaluate(() => {
      const main = document.querySelector('main')
      return main ? main.scrollWidth - main.clientWidth : 0
    })
    expect([each, wider]).toEqual([each, 0])
    expect([each, await cutTexts(page)]).toEqual([each, []])
    expect(await unseenFocus(page)).toEqual([])
  }
  expect(await unmarkedWords(page, inLatin)).toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await unseenFocus(page), 'in forced colours').toEqual([])
  await page.emulateMedia({ forcedColors: 'none' })
  // A page for strangers asks once whether somebody is signed in.
  expect(visit.complaints([401])).toEqual([])
}

import type { Page } from 'playwright-core'
import { owner } from './accounts.ts'
import { chooseOption } from './choose-option.ts'
import { fieldNames, type FilledSite } from './filled-site.ts'
import { inMadeUp } from './made-up-language.ts'

/** What is done on a screen before it is looked at. */
export type Step = (page: Page, site: FilledSite) => Promise<unknown>
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

const beginTwoFactor: Step = async (page, site) => {
  await press('Turn on')(page, site)
  await page.getByLabel(inMadeUp('Your password')).fill(owner.password)
  await press('Continue')(page, site)
  await page.locator('.cf-qr svg').waitFor()
}

const invite: Step = async (page, site) => {
  await press('Invite a person')(page, site)
  await page.getByRole('textbox', { name: inMadeUp('Name required') }).fill('Ίβη')
  await page
    .getByRole('textbox', { name: inMadeUp('E-mail address required') })
    .fill(`${Math.random()}@example.com`)
  await press('Make the invitation link')(page, site)
  await page.getByLabel(inMadeUp('Link')).waitFor()
}

const makeKey: Step = async (page, site) => {
  await press('New API key')(page, site)
  await page.getByRole('textbox', { name: inMadeUp('Name required') }).fill('Κλειδί')
  await press('Make the key')(page, site)
  await page.getByLabel(inMadeUp('Key')).waitFor()
}

const planSetUp: Step = async (page, { visit }) => {
  const { fields, ...document } = await visit.api<{ fields: { key: string }[] }>('/schema')
  const added = { key: 'plan', name: 'Σχέδιο', type: 'text' }
  const text = JSON.stringify({ ...document, fields: [...fields.slice(0, -1), added] })
  const file = { name: 'f.csv', mimeType: 'application/json', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('region', { name: inMadeUp('Create 1') }).waitFor()
  await page.locator('details summary').click()
}

const previewBulk: Step = async (page, site) => {
  await page.getByLabel(inMadeUp('Select all on this page')).check()
  await press('Change')(page, site)
  const drawer = page.getByRole('dialog')
  await chooseOption(drawer.getByRole('combobox', { name: inMadeUp('Field') }), fieldNames.text!)
  await drawer.getByRole('textbox', { name: fieldNames.text! }).fill('Ωδή')
  await press('Preview')(page, site)
  await drawer.getByRole('region', { name: inMadeUp('The first of them') }).waitFor()
  await drawer.locator('details summary').click()
}

/** Its name, the address it is opened at, its heading, and what is done there. */
export type Screen = [
  name: string,
  path: (site: FilledSite) => string,
  heading: string,
  step?: Step,
]

export const screens: readonly Screen[] = [
  ['the contacts table', () => '/contacts', 'Contacts'],
  ['the filter', () => '/contacts', 'Contacts', press('Filter')],
  ['the columns menu', () => '/contacts', 'Contacts', press('Columns')],
  ['a filter without results', () => '/contacts?q=nothing', 'Contacts'],
  [
    'the delete dialog',
    () => '/contacts',
    'Contacts',
    async (page, site) => {
      await page.getByLabel(inMadeUp('Select all on this page')).check()
      await press('Delete')(page, site)
    },
  ],
  ['a form with every control', () => '/contacts/new', 'New Contact'],
  ['a form with errors', () => '/contacts/new', 'New Contact', press('Save')],
  ['a contact', ({ contact }) => `/contacts/${contact}`, 'Άννα'],
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
    ({ view }) => `/contacts?view=${view}`,
    'Contacts',
    async (page, site) => {
      await press('Filter (3)')(page, site)
      await page.getByRole('group', { name: inMadeUp('Group 1') }).waitFor()
    },
  ],
  ['a contact beside the list', () => '/contacts', 'Contacts', press('Side panel')],
  ['the preview of a change of many', () => '/contacts', 'Contacts', previewBulk],
  ['the changes of many', () => '/contacts/bulk-changes', 'Changes of many contacts'],
  [
    'a change of many',
    ({ bulk }) => `/contacts/bulk-changes/${bulk}`,
    `${fieldNames.text}: 1 contact`,
  ],
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
    async (page, site) => {
      await chooseFile(page, site)
      await press('Continue to columns')(page, site)
      await page.getByRole('heading', { level: 1, name: inMadeUp('Columns') }).waitFor()
      await page.getByText(/Which day is/).waitFor()
    },
  ],
  [
    'the import’s preview',
    () => '/import',
    'Import Contacts',
    async (page, site) => {
      await chooseFile(page, site)
      await press('Continue to columns')(page, site)
      await page.getByRole('radio', { name: /Day, month, year/ }).check()
      await press('Continue to preview')(page, site)
      await page.getByRole('heading', { level: 1, name: inMadeUp('Preview') }).waitFor()
      await page.getByRole('textbox', { name: inMadeUp('Email of row 3') }).waitFor()
    },
  ],
  ['the saved mappings', () => '/import/mappings', 'Saved mappings'],
  ['the new name of a mapping', () => '/import/mappings', 'Saved mappings', press('Rename Αγορά')],
  ['the import history', () => '/import/history', 'Import history'],
  ['an import’s result', ({ imported }) => `/import/${imported}`, 'Import result'],
  ['the rights of a field', () => '/fields/6', 'Firma', chooseRoles],
  ['the erase dialog', ({ contact }) => `/contacts/${contact}`, 'Άννα', press('Erase…')],
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
  [
    'two contacts compared',
    ({ contact, other }) => `/contacts/merge?ids=${contact},${other}`,
    'Compare and merge',
  ],
  ['taking a merge back', ({ other }) => `/contacts/${other}`, 'Βω', press('Undo: merged from Κυ')],
  ['possible duplicates', () => '/duplicates', 'Possible duplicates'],
]

/** What is done on them goes on while another address is followed. */
export const staying: ReadonlySet<string> = new Set([
  'the palette',
  'the rights of a field',
  'the menu of the account',
  'a refused sign-in',
])

/** For whoever is not signed in. */
export const entrances: readonly Screen[] = [
  ['the sign-in page', () => '/sign-in', 'Sign in'],
  ['a refused sign-in', () => '/sign-in', 'Sign in', press('Sign in')],
  ['the page for a password', () => '/set-password#token', 'Set your password'],
  ['the page for a password without its link', () => '/set-password', 'Set your password'],
]

import { readFile } from 'node:fs/promises'
import { unreadFiles } from '@cardfile/openapi/test-files'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { read, utils } from 'xlsx'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })

async function downloadBy(press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([visit.page.waitForEvent('download'), press()])
  return download
}

/** The rows of a downloaded workbook by their headings, as a program that is not ours reads them. */
async function rowsOf(download: Download): Promise<Record<string, unknown>[]> {
  const workbook = read(await readFile(await download.path()))
  return utils.sheet_to_json(workbook.Sheets[workbook.SheetNames[0]!]!)
}

const csv = [
  'Name,Email,City,Shoe size',
  'Ann,ann@example.com,Berlin,38',
  'Bob,bob@example.com; bobby@example.com,Rome,44',
  'Ann again,ANN@example.com,Oslo,38',
  'Nobody,,Rome,1',
  'Broken,not-an-address,Rome,1',
].join('\r\n')

async function upload(name: string, text: string): Promise<void> {
  await visit.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

/** From the chosen file on: its columns as they are proposed, and the mode. */
async function previewAs(mode: 'Merge' | 'Skip' | 'Replace'): Promise<void> {
  await button('Continue to columns').click()
  await visit.page.getByRole('radio', { name: new RegExp(`^${mode}`) }).check()
  await button('Continue to preview').click()
}

async function importAs(mode: 'Merge' | 'Skip' | 'Replace'): Promise<void> {
  await previewAs(mode)
  await visit.page.getByRole('button', { name: /^Import( without waiting)?$/ }).click()
}

async function counts(): Promise<Record<string, string>> {
  await visit.page.getByRole('heading', { name: 'Import result' }).waitFor()
  const outcomes = visit.page.locator('.cf-outcome')
  await outcomes.first().waitFor()
  const texts = await outcomes.evaluateAll((all) =>
    all.map((one) => [one.querySelector('dt')?.textContent, one.querySelector('dd')?.textContent]),
  )
  return Object.fromEntries(texts)
}

describe('importing and exporting in a browser', () => {
  it('offers a sample file that can be imported as it is', async () => {
    const { page } = visit
    await page.goto('/import')
    const download = await downloadBy(() => button('Download sample file').click())
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    await page.locator('input[type=file]').setInputFiles(await download.path())
    await button('Continue to columns').click()
    await button('Continue to preview').waitFor()
    expect(await page.getByText('Leave this column out', { exact: true }).count()).toBe(0)
    await button('Continue to preview').click()
    await page.getByText('creates 2 contacts').waitFor()
    await expect.poll(() => button('Import').isEnabled()).toBe(true)
    expect(visit.complaints()).toEqual([])
  })

  it('imports, undisturbed by unknown headings, and tells of every row why it failed or what was left out', async () => {
    const { page } = visit
    await page.goto('/import')
    await upload('people.csv', csv)
    await previewAs('Merge')
    await button('With notes 1').click()
    const preview = page.getByRole('row', { name: /^4 Unchanged/ })
    await preview.waitFor()
    expect(await preview.textContent()).toContain('City “Oslo” is left out: Merge fills empty')
    await button('Import').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    expect(await counts()).toEqual({
      Rows: '5',
      Created: '2',
      Merged: '0',
      Updated: '0',
      Replaced: '0',
      Skipped: '0',
      Unchanged: '1',
      Failed: '2',
    })
    const reasons = page.locator('.cf-failure-reasons summary')
    await reasons.first().waitFor()
    expect(await reasons.allTextContents()).toEqual([
      expect.stringMatching(/^1 row: The row at least one identity is needed/),
      expect.stringMatching(/^1 row: Email must be an e-mail address/),
    ])
    expect(await page.getByRole('row').count()).toBe(0)
    await reasons.first().click()
    await page.getByRole('rowheader', { name: '5', exact: true }).waitFor()
    await reasons.last().click()
    const broken = page.getByRole('row', { name: /^6 / })
    await broken.waitFor()
    expect(await broken.getByRole('cell').allTextContents()).toEqual(['not-an-address'])
    await page.getByText('City left out: the contact has something else there').waitFor()
    await button('Show the rows').click()
    const left = page.getByRole('row', { name: /^4 City Oslo is left out/ })
    await left.waitFor()
    expect(await left.textContent()).toContain('the contact has “Berlin”')
    const failed = await rowsOf(await downloadBy(() => button('Download failed rows').click()))
    expect(failed.map(({ Name, Row }) => [Name, Row])).toEqual([
      ['Nobody', 5],
      ['Broken', 6],
    ])
    expect(visit.complaints()).toEqual([])
    await button('Contacts of this import').click()
    await page.getByText('2 contacts', { exact: true }).waitFor()
    await button('Show all contacts').click()
    await page.getByText('Created or changed by one import').waitFor({ state: 'hidden' })
  })

  it('replaces and skips as chosen', async () => {
    const { page } = visit
    await page.goto('/import')
    await upload('again.csv', 'Name,Email\r\nAnn B,ann@example.com\r\n')
    await importAs('Skip')
    expect(await counts()).toMatchObject({ Rows: '1', Skipped: '1' })
    await button('Import another file').click()
    await page.getByRole('link', { name: 'people.csv' }).waitFor()
    await upload('again.csv', 'Name,Email\r\nAnn B,ann@example.com\r\n')
    await importAs('Replace')
    expect(await counts()).toMatchObject({ Rows: '1', Replaced: '1' })
    const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
      '/contacts?q=ann%20b',
    )
    expect(data[0]?.values).toEqual({ name: 'Ann B', email: ['ann@example.com'] })
  })

  it('sends thousands of rows in chunks and loses none when an answer gets lost', async () => {
    const { page } = visit
    const lines = Array.from({ length: 5_000 }, (_, n) => `Person ${n},person${n}@example.com`)
    // The server applies the chunk, the browser never hears of it.
    let dropped = 0
    await page.route(/chunks\/1$/, async (route) => {
      if (page.url().endsWith('/preview')) return route.continue().catch(() => undefined)
      if (dropped++ > 0) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.goto('/import')
    await upload('many.csv', ['Name,Email', ...lines].join('\n'))
    await importAs('Merge')
    expect(await counts()).toMatchObject({ Rows: '5,000', Created: '5,000', Failed: '0' })
    expect(dropped).toBe(2)
    await page.unroute(/chunks\/1$/)
    // Chunks on their way behind the one that got lost come too early, and are sent again.
    const expected = /ERR_CONNECTION_RESET|409 \(Conflict\)/
    expect(visit.complaints().filter((one) => !expected.test(one))).toEqual([])
  })

  it('refuses a file that is not read by the name of its format, and says what to do', async () => {
    const { page } = visit
    await page.goto('/import')
    for (const called of ['a picture', 'a SYLK file', 'an Apple Numbers (iWork) document']) {
      const { fileName, advised, content } = unreadFiles.find((file) => file.called === called)!
      const buffer = Buffer.from(await content())
      const mimeType = 'application/octet-stream'
      await page.locator('input[type=file]').setInputFiles({ name: fileName, mimeType, buffer })
      await page.getByText(`"${fileName}" is ${called}, which cannot be read here.`).waitFor()
      await page.getByText(advised).waitFor()
      expect(await button('Continue to columns').isDisabled()).toBe(true)
    }
  })

  it('exports the selected, what is shown, and all, with the columns chosen', async () => {
    const { page } = visit
    await page.goto('/contacts?q=bob')
    await page.getByLabel('Select Bob', { exact: true }).check()
    const atOnce = await downloadBy(() => button('Export Selected').click())
    expect(await rowsOf(atOnce)).toEqual([expect.objectContaining({ Name: 'Bob' })])
    await button('More ways to export the selected').click()
    const dialog = page.getByRole('dialog', { name: 'Export contacts' })
    const exported = () => downloadBy(() => dialog.getByRole('button', { name: 'Export' }).click())
    const selected = await exported()
    expect(selected.suggestedFilename()).toMatch(/^contacts-\d{4}-\d\d-\d\d-selected\.xlsx$/)
    expect(await rowsOf(selected)).toEqual([
      expect.objectContaining({ Name: 'Bob', Email: 'bob@example.com; bobby@example.com' }),
    ])
    await dialog.waitFor({ state: 'hidden' })
    await button('More ways to export').click()
    await dialog.getByRole('radio', { name: 'Keys, for programs' }).check()
    await dialog.getByRole('radio', { name: 'CSV' }).check()
    await dialog.getByRole('button', { name: 'None', exact: true }).click()
    await dialog.getByRole('checkbox', { name: /^Name/ }).check()
    await dialog.getByRole('checkbox', { name: /^Email/ }).check()
    const shown = await exported()
    expect(shown.suggestedFilename()).toMatch(/-bob\.csv$/)
    expect(await rowsOf(shown)).toEqual([
      { name: 'Bob', email: 'bob@example.com; bobby@example.com' },
    ])
    await dialog.waitFor({ state: 'hidden' })
    await button('More ways to export').click()
    await dialog.getByRole('radio', { name: 'All contacts' }).check()
    expect(await rowsOf(await exported())).toHaveLength(5_002)
    await dialog.waitFor({ state: 'hidden' })
    const everything = await downloadBy(() => button('Export All').click())
    expect(await rowsOf(everything)).toHaveLength(5_002)
  })
})

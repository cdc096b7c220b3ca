import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
  await visit.api('/fields', { method: 'POST', body: { name: 'Since', type: 'date' } })
})
afterAll(() => visit?.close())

const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })
const dialog = () => visit.page.getByRole('dialog')

/** To the columns of a file, from its first step. */
async function columnsOf(name: string, lines: readonly string[]): Promise<void> {
  const { page } = visit
  await page.goto('/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
  await button('Continue to columns').click()
  await page.getByRole('heading', { name: 'Columns' }).waitFor()
}

/** @param title of the option, as it shows where the pointer rests on it */
async function chooseIn(label: string, title: string): Promise<void> {
  const { page } = visit
  await page.locator(`.ant-select[aria-label="${label}"]`).click()
  await page.keyboard.type(title)
  await page
    .locator(`.ant-select-dropdown:visible .ant-select-item-option[title="${title}"]`)
    .click()
}

const fieldOf = (column: string) =>
  visit.page.locator(`.ant-select[aria-label="Field of ${column}"] .ant-select-selection-item`)

const shop = ['Customer,Mail,Joined', 'Ann,ann@example.com,03/04/2026']
const again = ['JOINED ,mail,Customer', '05/06/2026,bob@example.com,Bob']

/** The mapping that this browser keeps for after a reload: it writes a moment after it draws. */
function keptMapping(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('cardfile-import')
        opening.addEventListener('success', () => {
          const { result: database } = opening
          const reading = database.transaction('kept').objectStore('kept').get('draft')
          reading.addEventListener('success', () => {
            database.close()
            resolve((reading.result as { mapping?: unknown } | undefined)?.mapping)
          })
        })
      }),
  )
}

describe('how a file’s columns are mapped', () => {
  it('is saved under a name', async () => {
    const { page } = visit
    await columnsOf('shop.csv', shop)
    await chooseIn('Field of Customer', 'Name name')
    await chooseIn('Field of Joined', 'Since since')
    await page.getByRole('radio', { name: 'Day, month, year: Apr 3, 2026' }).check()
    await button('Add a value').click()
    await chooseIn('Field of value 1', 'City')
    await page.getByRole('textbox', { name: 'Value of City' }).fill('Oslo')
    await page.getByRole('radio', { name: /^Skip/ }).check()
    await button('Save this mapping').click()
    const name = dialog().getByRole('textbox', { name: 'Name' })
    await expect.poll(() => name.inputValue()).toBe('shop')
    await name.fill('Web shop')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await page.getByText('Mapped as in “Web shop”, with Skip.').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('is taken at once for a file with the same headings in another order, and survives a reload', async () => {
    const { page } = visit
    await columnsOf('again.csv', again)
    await page.getByText('Mapped as in “Web shop”, with Skip.').waitFor()
    const asSaved = async () => {
      await fieldOf('Customer').getByText('Name').waitFor()
      await fieldOf('JOINED').getByText('Since').waitFor()
      const day = page.getByRole('radio', { name: 'Day, month, year: Jun 5, 2026' })
      await expect.poll(() => day.isChecked()).toBe(true)
      await expect
        .poll(() => page.getByRole('textbox', { name: 'Value of City' }).inputValue())
        .toBe('Oslo')
      await expect.poll(() => page.getByRole('radio', { name: /^Skip/ }).isChecked()).toBe(true)
    }
    await asSaved()
    await page.reload()
    await page.getByText('Mapped as in “Web shop”').waitFor()
    await asSaved()
    await button('Continue to preview').click()
    await page.getByText('creates 1 contact').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('goes back to what the file proposes, and there again, as one likes', async () => {
    const { page } = visit
    await columnsOf('again.csv', again)
    await button('Back to the proposal').click()
    await page.getByText('The saved mapping “Web shop” fits this file.').waitFor()
    await fieldOf('Customer').getByText('Leave this column out').waitFor()
    await page.getByRole('textbox', { name: 'Value of City' }).waitFor({ state: 'hidden' })
    await expect.poll(() => keptMapping(page)).toBeNull()
    await page.reload()
    await page.getByText('The saved mapping “Web shop” fits this file.').waitFor()
    await button('Use it').click()
    await page.getByText('Mapped as in “Web shop”').waitFor()
    await fieldOf('Customer').getByText('Name').waitFor()
  })

  it('is saved over, said beforehand, and leaves out by name what goes to a deleted field', async () => {
    const { page } = visit
    await page.getByRole('radio', { name: /^Merge/ }).check()
    await button('Save this mapping').click()
    await dialog().getByText('“Web shop” was saved by Olga Owner').waitFor()
    await dialog().getByRole('button', { name: 'Overwrite' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await page.getByText('Mapped as in “Web shop”, with Merge.').waitFor()
    const { data } = await visit.api<{ data: { id: number; key: string; version: number }[] }>(
      '/fields',
    )
    const since = data.find(({ key }) => key === 'since')!
    await visit.api(`/fields/${since.id}`, { method: 'DELETE', ifMatch: since.version })
    await columnsOf('shop.csv', shop)
    await page.getByText('Mapped as in “Web shop”, with Merge.').waitFor()
    await page.getByText(/^The column Joined goes to a field that is deleted/).waitFor()
    await fieldOf('Joined').getByText('Leave this column out').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('is renamed and deleted in a list', async () => {
    const { page } = visit
    await page.getByRole('link', { name: 'Saved mappings' }).click()
    await page.getByRole('row', { name: /^Web shop/ }).waitFor()
    await button('Rename Web shop').click()
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Shop, weekly')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /^Shop, weekly/ }).waitFor()
    await button('Delete Shop, weekly').click()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No mapping was saved yet').waitFor()
    await columnsOf('again.csv', again)
    await fieldOf('Customer').getByText('Leave this column out').waitFor()
    await page.getByText('Mapped as in').waitFor({ state: 'hidden' })
    expect(visit.complaints()).toEqual([])
  })
})

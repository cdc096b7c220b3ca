import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSite } from './start-site.ts'
import { startWorkerSite } from './start-worker-site.ts'
import { startVisit, type Visit } from './visit.ts'

const runtimes = [
  { runtime: 'Node', start: startSite },
  { runtime: 'workerd', start: startWorkerSite },
]

/** Two chunks are on their way at once. The second one may arrive first; then it is sent again. */
const early = 409

/** More than one chunk, with a row that fails and two that meet each other. */
const lines = [
  'Customer,Mail,Since,City',
  'Ann,ann@example.com,03/04/2026,Oslo',
  'Ann,ANN@example.com,03/04/2026,Rome',
  'Bob,not-an-address,05/04/2026,Bonn',
  ...Array.from({ length: 1_200 }, (_, n) => `Person ${n},person${n}@example.com,05/04/2026,Bonn`),
].join('\r\n')

describe.each(runtimes)('the steps of an import on $runtime', ({ start }) => {
  let visit: Visit
  beforeAll(async () => {
    visit = await startVisit({ start })
    const body = { name: 'Since', type: 'date' }
    await visit.api('/fields', { method: 'POST', body })
  })
  afterAll(() => visit?.close())

  const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })
  const count = (outcome: string, n: string) =>
    visit.page.locator(`.cf-outcome-${outcome} dd`).getByText(n, { exact: true }).waitFor()
  const total = async () => (await visit.api<{ total: number }>('/contacts')).total

  it('go from a file over its columns to a preview that writes nothing', async () => {
    const { page } = visit
    await page.goto('/import')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) })
    await button('Continue to columns').click()
    await page.getByText('Which day is 03/04/2026?').waitFor()
    await page.getByRole('radio', { name: 'Day, month, year: Apr 3, 2026' }).check()
    const customer = page.locator('.ant-select[aria-label="Field of Customer"]')
    await customer.click()
    await page.keyboard.type('Name name')
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option[title="Name name"]')
      .click()
    await button('Save this mapping').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('Mapped as in “shop”').waitFor()
    await button('Continue to preview').click()
    await page.getByText('creates 1,201 contacts · 1 row fails').waitFor()
    await count('unchanged', '1')
    await page.getByRole('textbox', { name: 'Mail of row 4' }).waitFor()
    expect(await total()).toBe(0)
    expect(visit.complaints([early])).toEqual([])
  })

  it('import it, and say what became of every row', async () => {
    const { page } = visit
    await page.reload()
    await page.getByText('creates 1,201 contacts · 1 row fails').waitFor()
    await button('Import').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    await count('created', '1,201')
    await count('failed', '1')
    await page.getByText('1 row: Mail must be an e-mail address').click()
    await page.getByRole('row', { name: /^4 not-an-address/ }).waitFor()
    expect(await total()).toBe(1_201)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button('Download failed rows as CSV').click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.csv$/)
    await download.delete()
    await button('Contacts of this import').click()
    await page.getByText('1,201 contacts', { exact: true }).waitFor()
    expect(visit.complaints([early])).toEqual([])
  })

  it('are undone from the history', async () => {
    const { page } = visit
    await page.goto('/import/history')
    await page.getByRole('link', { name: 'shop.csv' }).click()
    await button('Undo this import').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText('1,201 contacts are as they were before.').waitFor()
    expect(await total()).toBe(0)
    expect(visit.complaints([early])).toEqual([])
  })
})

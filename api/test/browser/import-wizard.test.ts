import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
  const body = { name: 'Birthday', type: 'date' }
  await visit.api('/fields', { method: 'POST', body })
})
afterAll(() => visit?.close())

const button = (label: string) => visit.page.getByRole('button', { name: label, exact: true })

async function upload(name: string, text: string): Promise<void> {
  await visit.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

async function chooseIn(label: string, option: string): Promise<void> {
  const { page } = visit
  await page.locator(`.ant-select[aria-label="${label}"]`).click()
  // Long lists draw only what is in sight; typing brings the option there.
  await page.keyboard.type(option)
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
}

async function contactNamed(name: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
    `/contacts?q=${encodeURIComponent(name)}`,
  )
  return data[0]?.values
}

const people = [
  'Exported by a shop',
  'Name;Contact;Birthday;Shoe size',
  'Zoe Ember;zoe@example.com;03/04/1990;38',
  'Yan Frost;yan@example.com;05/04/1991;44',
].join('\r\n')

describe('the steps of an import', () => {
  it('take headings further down, e-mail known by its values, a day that must be chosen', async () => {
    const { page } = visit
    await page.goto('/import')
    await upload('shop.csv', people)
    await chooseIn('Headings', 'In row 2')
    await button('Continue to columns').click()
    await page.waitForURL('**/import/columns')
    await page.getByText('by its values').waitFor()
    await expect.poll(() => button('Continue to preview').isDisabled()).toBe(true)
    await page.getByText('Which day is 03/04/1990?').waitFor()
    await page.getByRole('radio', { name: 'Day, month, year: Apr 3, 1990' }).check()
    await expect.poll(() => button('Continue to preview').isEnabled()).toBe(true)
  })

  it('survive a reload, and make a field of the type the values have', async () => {
    const { page } = visit
    await page.reload()
    const day = page.getByRole('radio', { name: 'Day, month, year: Apr 3, 1990' })
    await expect.poll(() => day.isChecked()).toBe(true)
    await chooseIn('Field of Shoe size', 'New custom field…')
    await page.getByRole('dialog').getByText('Integer', { exact: true }).waitFor()
    await button('Create field').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await button('Add a value').click()
    await chooseIn('Field of value 1', 'City')
    await page.getByRole('textbox', { name: 'Value of City' }).fill('Oslo')
    await button('Continue to preview').click()
    await button('Import').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    expect(await contactNamed('Zoe Ember')).toEqual({
      name: 'Zoe Ember',
      email: ['zoe@example.com'],
      birthday: '1990-04-03',
      shoe_size: 38,
      city: 'Oslo',
    })
    expect(visit.complaints()).toEqual([])
  })

  it('begin with what the file proposes, whatever was chosen for another one', async () => {
    const { page } = visit
    await page.goto('/import')
    await upload('again.csv', people)
    await chooseIn('Headings', 'In row 2')
    await button('Continue to columns').click()
    await page.getByText('by its values').waitFor()
    await expect.poll(() => button('Continue to preview').isDisabled()).toBe(true)
    await button('Back').click()
    await button('Choose another file').waitFor()
  })

  it('read a text anew in the encoding that is chosen for it', async () => {
    const { page } = visit
    await page.goto('/import')
    const cyrillic = Buffer.from([0xce, 0xeb, 0xfc, 0xe3, 0xe0])
    const buffer = Buffer.concat([
      Buffer.from('Name,Email\n'),
      cyrillic,
      Buffer.from(',o@example.com'),
    ])
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'cyrillic.csv', mimeType: 'text/csv', buffer })
    await page.getByText('Îëüãà').waitFor()
    await chooseIn('Text encoding', 'Windows-1251, Cyrillic')
    await page.getByText('Ольга').waitFor()
    await button('Continue to columns').click()
    await page.locator('.cf-mapping-values').getByText('Ольга').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('leave the choice of encoding and delimiter on the screen, whatever came of the last one', async () => {
    const { page } = visit
    await page.goto('/import')
    // UTF-8, but for one letter: which of the two it is nobody can tell.
    const buffer = Buffer.concat([
      Buffer.from('Name;Email\nZoë Łuk;z@example.com\nJoë'),
      Buffer.from([0xeb, 0x3b, 0x6a, 0x40, 0x65, 0x78, 0x2e, 0x63, 0x6f, 0x6d]),
    ])
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mixed.csv', mimeType: 'text/csv', buffer })
    await page.getByText('The file mixes two text encodings').waitFor()
    expect(await button('Continue to columns').isDisabled()).toBe(true)
    await chooseIn('Text encoding', 'EUC-KR, Korean')
    await page.getByText('The text is not euc-kr').waitFor()
    await chooseIn('Text encoding', 'Windows-1251, Cyrillic')
    await page.getByText('ZoГ« ЕЃuk').waitFor()
    await chooseIn('Text encoding', 'Windows-1252')
    await page.getByText('ZoÃ«').waitFor()
    await chooseIn('Between columns', 'Comma')
    await page.getByText('Name;Email', { exact: true }).waitFor()
    await chooseIn('Between columns', 'Semicolon')
    await page.getByText('Name', { exact: true }).waitFor()
    await expect.poll(() => button('Continue to columns').isEnabled()).toBe(true)
    expect(visit.complaints()).toEqual([])
  })

  it('say how many rows are hidden, and import them where that is asked for', async () => {
    const { page } = visit
    await page.goto('/import')
    const sheet = utils.aoa_to_sheet([
      ['Name', 'Email'],
      ['Shown', 'shown@example.com'],
      ['Filtered', 'filtered@example.com'],
    ])
    sheet['!rows'] = [{}, {}, { hidden: true }]
    const book = utils.book_new(sheet, 'People')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Old']]), 'Archive')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    const buffer = Buffer.from(write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer)
    const mimeType = 'application/octet-stream'
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'filtered.xlsx', mimeType, buffer })
    await page.getByText('1 row is hidden in this sheet and left out.').waitFor()
    expect(await page.getByText('filtered@example.com').count()).toBe(0)
    await chooseIn('Sheet', 'Archive (hidden)')
    await page.getByText('There is no row under the headings').waitFor()
    await chooseIn('Sheet', 'People')
    await page.getByRole('checkbox', { name: 'Import hidden rows too' }).check()
    await page.getByText('1 row is hidden in this sheet and imported all the same.').waitFor()
    await page.getByRole('rowheader', { name: '3 (hidden)' }).waitFor()
    await button('Continue to columns').click()
    await button('Continue to preview').click()
    await page.getByText('creates 2 contacts').waitFor()
    await page.getByText('1 row is hidden in this sheet and imported all the same.').waitFor()
    expect(visit.complaints()).toEqual([])
  })

  it('take rows pasted from a spreadsheet', async () => {
    const { page } = visit
    await page.goto('/import')
    await button('Choose another file').waitFor()
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'Name\tEmail\nPia Paste\tpia@example.com\n')
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
    })
    await page.getByText('Pasted rows.tsv').waitFor()
    await button('Continue to columns').click()
    await button('Continue to preview').click()
    await button('Import').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    expect(await contactNamed('Pia Paste')).toMatchObject({ email: ['pia@example.com'] })
    expect(visit.complaints()).toEqual([])
  })

  it('show first what would become of each row, mended and treated alone where asked', async () => {
    const { page } = visit
    const rows = [
      'Name,Email,City',
      'Zoe Changed,zoe@example.com,Rome',
      'Pia Paste,pia@example.com,Rome',
      'Una Known,not-an-address,Bonn',
    ]
    await page.goto('/import')
    await upload('mend.csv', rows.join('\n'))
    await button('Continue to columns').click()
    await page.getByRole('radio', { name: /^Replace/ }).check()
    await button('Continue to preview').click()
    await page.getByText('changes 2 contacts · 1 row fails').waitFor()
    const changed = page.getByRole('row', { name: /^2 Replaced/ })
    expect(await changed.textContent()).toContain('City Oslo → Rome')
    expect(await contactNamed('Una Known')).toBeUndefined()
    await page.reload()
    await page.getByText('changes 2 contacts · 1 row fails').waitFor()

    await chooseIn('Mode of row 2', 'Skip')
    await page.getByRole('button', { name: /^Failed 1/ }).click()
    await expect.poll(() => changed.count()).toBe(0)
    await page.getByRole('textbox', { name: 'Email of row 4' }).fill('una@example.com')
    await page.getByRole('textbox', { name: 'Email of row 4' }).blur()
    await expect.poll(() => button('Import').isDisabled()).toBe(true)
    await button('Check again').click()
    await page.getByText('creates 1 contact · changes 1 contact').waitFor()
    await button('Import').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    expect(await contactNamed('Una Known')).toMatchObject({ email: ['una@example.com'] })
    expect(await contactNamed('Zoe Ember')).toMatchObject({ city: 'Oslo' })
    expect(await contactNamed('Pia Paste')).toMatchObject({ city: 'Rome' })
    expect(visit.complaints()).toEqual([])
  })

  it('pause, outlive the window, go on where they stopped, and are undone', async () => {
    const page = visit.page
    const lines = Array.from({ length: 8_500 }, (_, n) => `Person ${n},person${n}@example.com`)
    // Chunks are held up until the button was pressed.
    const pressed = Promise.withResolvers<void>()
    const sent: Promise<unknown>[] = []
    await page.route(/chunks\/\d+$/, async (route) => {
      if (!page.url().endsWith('/preview')) {
        sent.push(route.request().response())
        await pressed.promise
      }
      await route.continue().catch(() => undefined)
    })
    await page.goto('/import')
    await upload('long.csv', ['Name,Email', ...lines].join('\n'))
    await button('Continue to columns').click()
    await button('Continue to preview').click()
    await page.getByRole('button', { name: /^Import( without waiting)?$/ }).click()
    await page.getByRole('heading', { name: 'Import in progress' }).waitFor()
    await button('Pause').click()
    await page.getByRole('heading', { name: 'long.csv is paused' }).waitFor()
    // What was on its way when Pause was pressed arrives.
    pressed.resolve()
    await Promise.all(sent)
    const [first] = (await visit.api<{ data: { counts: { rows: number } }[] }>('/imports')).data
    expect(first?.counts.rows).toBeLessThan(8_500)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.goto('/import')
    await page.getByText('The import of long.csv is not finished').waitFor()
    await button('Open it').click()
    await page.getByText('This import was interrupted').waitFor()
    await page.unroute(/chunks\/\d+$/)
    await button('Continue').click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
    await page.locator('.cf-outcome-created dd').getByText('8,500').waitFor()

    const { data } = await visit.api<{ data: { id: string; version: number }[] }>(
      '/contacts?q=person17%40example.com',
    )
    const { id, version } = data[0]!
    const edit = { method: 'PATCH', body: { values: { city: 'Rome' } }, ifMatch: version }
    await visit.api(`/contacts/${id}`, edit)
    await button('Undo this import').click()
    await page.getByRole('dialog').getByText('8,500 contacts it created go to the trash.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
    await page
      .getByText('8,499 contacts are as they were before. 1 contact was left as it is.')
      .waitFor()
    await page.getByRole('link', { name: 'Person 17', exact: true }).waitFor()
    expect(await contactNamed('Person 18')).toBeUndefined()
    // Those that were let go at once may overtake each other, and are sent again.
    expect(visit.complaints([409])).toEqual([])
  })

  it('are told afterwards in a history', async () => {
    const { page } = visit
    await page.goto('/import/history')
    const row = page.getByRole('row', { name: /^long\.csv/ })
    await row.waitFor()
    expect(await row.textContent()).toMatch(/undone.*Merge8,5008,500/)
    await row.getByRole('link', { name: 'long.csv' }).click()
    await page.getByRole('heading', { name: 'Import result' }).waitFor()
  })
})

// Takes a picture of each step of an import, of its history and of the saved mappings, at 1440 and at
// 375 pixels, from a server of its own over an empty database:
// node api/scripts/import-screenshots.ts [<folder> [light|dark]]
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { utils, write } from 'xlsx'
import { type Cookies, setUp } from '../test/browser/accounts.ts'
import { openBrowser } from './open-browser.ts'
import { buildServer } from './build-server.ts'
import { startSite } from '../test/browser/start-site.ts'
import { buildWeb } from './build-web.ts'
import { root } from './processes.ts'

const [target = 'web/screenshots/import', scheme = 'light'] = process.argv.slice(2)
const folder = resolve(root, target)
const widths = [1440, 375]

const cities = ['Santiago', 'Oslo', 'Łódź', 'San Juan de los Lagos']
const rows = Array.from({ length: 2_400 }, (_, n) => {
  const mail = n % 40 === 7 ? 'not an address' : `customer${n % 2_300}@example.com`
  return `Customer ${n},${mail},0${1 + (n % 9)}/04/2026,${cities[n % 4]},"1.234,5",+49 30 ${1000000 + n}`
})
const long = 'Where the customer lives, as they wrote it on the order form of last year (optional)'
const text = [`Customer,Mail,Since,"${long}",Spent,Phone number`, ...rows].join('\r\n')

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  // The page scrolls inside its frame, which is made as high as what it holds, up to a limit.
  const [wide, high] = await page.evaluate(() => {
    const main = document.querySelector('main')
    return [(main?.scrollWidth ?? 0) > (main?.clientWidth ?? 0), main?.scrollHeight ?? 0]
  })
  if (wide) console.error(`${name} at ${width} px can be scrolled sideways`)
  await page.setViewportSize({ width, height: Math.min(1_500, Math.max(height, high + 60)) })
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
  await page.setViewportSize({ width, height })
}

/** A file that is read in another way than it looks at first: hidden rows, and an encoding to be chosen. */
async function shootReadings(page: Page): Promise<void> {
  await page.goto('/import')
  const sheet = utils.aoa_to_sheet([
    ['Name', 'Email'],
    ...Array.from({ length: 9 }, (_, n) => [`Customer ${n}`, `customer${n}@example.com`]),
  ])
  sheet['!rows'] = Array.from({ length: 10 }, (_, n) => ({ hidden: n > 0 && n % 3 === 0 }))
  const book = utils.book_new(sheet, 'Customers')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Name']]), 'Archive')
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  const buffer = Buffer.from(write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer)
  const choose = (name: string, content: Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content })
  await choose('Filtered customers.xlsx', buffer)
  await page.getByRole('checkbox', { name: 'Import hidden rows too' }).check()
  await page.getByText('imported all the same').waitFor()
  await shoot(page, '1-file-hidden-rows')
  await choose('mixed.csv', Buffer.from('Name;Email\nZo\xc3\xab \xc3\xa9;a@b.c\nJo\xeb;', 'latin1'))
  await page.getByText('mixes two text encodings').waitFor()
  await shoot(page, '1-file-encoding')
  await choose('customers.slk', Buffer.from('ID;PWXL;N;E\r\nP;PGeneral\r\n'))
  await page.getByText('is a SYLK file').waitFor()
  await shoot(page, '1-file-unread')
}

async function walk(page: Page, saveAs: string | null): Promise<void> {
  await page.goto('/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Web shop.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText('Customer 0').first().waitFor()
  await shoot(page, '1-file')
  await button(page, 'Continue to columns').click()
  await page.getByRole('heading', { level: 1, name: 'Columns' }).waitFor()
  if (saveAs !== null) {
    await choose(page, 'Customer', 'Name name')
    await choose(page, 'Since', 'Since since')
    await choose(page, long, 'City city')
    await page.getByText('Which day is').waitFor()
    await shoot(page, '2-columns-open')
    await page.getByRole('radio', { name: /^Day, month, year/ }).check()
    await button(page, 'Save this mapping').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  }
  await page.getByText('Mapped as in').waitFor()
  await page.getByText('is saved').waitFor({ state: 'hidden' })
  await shoot(page, '2-columns')
  await button(page, 'Continue to preview').click()
  await page.getByText(/^(?!Why).*rows fail$/).waitFor()
  await page.getByRole('textbox', { name: 'Mail of row 9' }).waitFor()
  await shoot(page, '3-preview')
  await button(page, 'Import').click()
  await page.getByRole('heading', { name: 'Import result' }).waitFor()
  await page.getByText('Download them, mend them').waitFor()
  await page.locator('.cf-failure-reasons summary').first().click()
  await page.getByRole('rowheader').first().waitFor()
  await shoot(page, '4-result')
  await page.goto('/import/history')
  await page.getByRole('link', { name: 'Web shop.csv' }).first().waitFor()
  await shoot(page, '5-history')
  await page.goto('/import/mappings')
  await page.getByRole('table').waitFor()
  await shoot(page, '6-saved-mappings')
  await shootReadings(page)
  await page.goto('/import')
  await page.getByText('Recent imports').waitFor()
  await shoot(page, '0-begin')
}

async function choose(page: Page, column: string, title: string): Promise<void> {
  await page.locator(`.ant-select[aria-label="Field of ${column}"]`).click()
  await page.keyboard.type(title)
  await page
    .locator(`.ant-select-dropdown:visible .ant-select-item-option[title="${title}"]`)
    .click()
}

async function openAt(width: number, url: string, cookies: Cookies): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width > 600 ? 900 : 800 },
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return page
}

await buildWeb()
mkdirSync(folder, { recursive: true })
const [site, browser] = await Promise.all([buildServer().then(() => startSite()), openBrowser()])
try {
  const cookies = await setUp(site)
  const first = await openAt(1440, site.url, cookies)
  await first.request.post('/api/v1/fields', {
    data: { name: 'Since', type: 'date' },
    headers: { origin: site.url },
  })
  for (const [place, width] of widths.entries())
    await walk(await openAt(width, site.url, cookies), place === 0 ? 'Web shop' : null)
} finally {
  await browser.close()
  await site.close()
}

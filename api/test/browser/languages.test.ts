import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { follow } from './follow.ts'
import { settled } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  const values = { name: 'Ann', email: ['ann@example.com'] }
  await visit.api('/contacts', { method: 'POST', body: { values } })
})
afterAll(() => visit.close())

const sizes = [320, 1440]
const paths = [
  '/contacts',
  '/contacts/new',
  '/contacts/trash',
  '/fields',
  '/fields/new',
  '/fields/6',
  '/import',
  '/import/history',
  '/import/mappings',
  '/people',
  '/roles',
  '/api-keys',
  '/audit',
  '/account',
]

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}

it.each([
  ['de-AT', 'de', 'ltr'],
  ['ar-EG', 'ar', 'rtl'],
])('shows a browser of %s its language, on pages that fit', async (locale, lang, dir) => {
  const page = await visit.open({ locale, viewport: { width: 1440, height: 900 } })
  await page.goto('/contacts')
  await page.locator(`html[lang="${lang}"][dir="${dir}"] h1`).waitFor()
  for (const path of paths) {
    await follow(page, path)
    await settled(page)
    for (const width of sizes) {
      await page.setViewportSize({ width, height: 900 })
      expect([path, width, await overflow(page)]).toEqual([path, width, 0])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(visit.complaints()).toEqual([])
})

it('begins a Latin name where the lines of an Arabic screen begin, and shows no box of the browser’s own', async () => {
  const page = await visit.open({ locale: 'ar-EG', viewport: { width: 320, height: 800 } })
  await page.goto('/audit')
  const box = page.locator('input[type="date"]').first()
  await box.waitFor({ state: 'attached' })
  expect(await box.evaluate((input) => getComputedStyle(input).opacity)).toBe('0')
  await follow(page, '/contacts')
  const name = page.getByRole('rowheader', { name: 'Ann' }).getByRole('link')
  await name.waitFor()
  const gap = await name.evaluate((link) => {
    const range = document.createRange()
    range.selectNodeContents(link)
    return link.getBoundingClientRect().right - range.getBoundingClientRect().right
  })
  expect(gap).toBeLessThan(1)
})

it('keeps the language that somebody chose with them, on every browser', async () => {
  const page = await visit.open({ locale: 'de-AT' })
  await page.goto(`${visit.url}/account`)
  await page.getByLabel('Sprache der Oberfläche').press('ArrowDown')
  await page.locator('.ant-select-item-option', { hasText: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
  const other = await visit.open({ locale: 'de-AT' })
  await other.goto(`${visit.url}/contacts`)
  await other.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  expect((await visit.api<{ language: string }>('/me')).language).toBe('en')
})

it('cuts long Latin names and keys on an Arabic screen at their end', async () => {
  const name = `Section ${'of a very long name '.repeat(4)}`.trim()
  const section = await visit.api<{ id: number }>('/sections', { method: 'POST', body: { name } })
  const field = await visit.api<{ id: number }>('/fields', {
    method: 'POST',
    body: { name: 'Long', key: `a_${'long_'.repeat(11)}key`, type: 'text', section: section.id },
  })
  const page = await visit.open({ locale: 'ar', viewport: { width: 320, height: 740 } })
  /** Whether the first letter of a text is seen, of which there is more than has room. */
  const begins = async (selector: string, text: string) => {
    const element = page.locator(selector).filter({ hasText: text }).first()
    await element.waitFor()
    return element.evaluate((cut) => {
      const texts = document.createTreeWalker(cut, NodeFilter.SHOW_TEXT)
      const first = document.createRange()
      first.setStart(texts.nextNode() ?? cut, 0)
      first.setEnd(texts.currentNode, 1)
      const [letter, box] = [first.getBoundingClientRect(), cut.getBoundingClientRect()]
      const isSeen = letter.left >= box.left - 1 && letter.right <= box.right + 1
      return { isSeen, isCut: cut.scrollWidth > cut.clientWidth }
    })
  }
  await page.goto(`/fields/${field.id}`)
  expect(await begins('.ant-select-selection-item', 'Section of')).toEqual({
    isSeen: true,
    isCut: true,
  })
  await page.goto('/fields')
  expect(await begins('code', 'a_long_')).toEqual({ isSeen: true, isCut: true })
  await page.context().close()
})

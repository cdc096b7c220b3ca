import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('shows German to a browser that asks for it, on pages that fit', async () => {
  const page = await visit.open({ locale: 'de-AT', viewport: { width: 1440, height: 900 } })
  for (const path of paths) {
    await page.goto(`${visit.url}${path}`)
    await page.locator('h1').waitFor()
    await settled(page)
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    for (const width of sizes) {
      await page.setViewportSize({ width, height: 900 })
      expect([path, width, await overflow(page)]).toEqual([path, width, 0])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(visit.complaints()).toEqual([])
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

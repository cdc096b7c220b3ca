import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { unseenFocus } from './focus.ts'
import { faded } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
beforeAll(async () => {
  visit = await startVisit()
})
afterAll(() => visit?.close())

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 375, height: 812 } },
] as const

describe('the API’s documentation in a browser', () => {
  it('shows the operations of the live document, with a field just made', async () => {
    await visit.api('/fields', { method: 'POST', body: { name: 'Shoe size', type: 'integer' } })
    const { page } = visit
    await page.goto('/api/docs')
    await page.getByText('/api/v1/contacts', { exact: true }).first().waitFor()
    expect(JSON.stringify(await visit.api('/openapi.json'))).toContain('shoe_size')
  })

  // With a body, and without one.
  it.each([
    ['POST', '/api/v1/contacts:query'],
    ['DELETE', '/api/v1/contacts/{id}'],
  ])(
    'has nothing that axe objects to with %s %s open, light and wide, dark and narrow',
    async (method, path) => {
      const { page } = visit
      const operation = page
        .locator(`.opblock-${method.toLowerCase()}`)
        .filter({ has: page.locator(`[data-path="${path}"]`) })
      const head = operation.locator('.opblock-summary-control')
      await head.press('Enter')
      await operation.locator('.opblock-body .response').first().waitFor()
      for (const look of looks) {
        await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize(look.viewport)
        await faded(page)
        expect([look, await violations(page)]).toEqual([look, []])
        const wider = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement
          return scrollWidth - clientWidth
        })
        expect([look, wider]).toEqual([look, 0])
      }
      expect(await unseenFocus(page)).toEqual([])
      // Two open ones have regions of one name.
      await head.press('Enter')
      await operation.locator('.opblock-body').waitFor({ state: 'detached' })
      expect(visit.complaints()).toEqual([])
    },
  )

  it('leads back to the screens', async () => {
    const { page } = visit
    await page.getByRole('link', { name: 'Back to Cardfile' }).click()
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  })
})

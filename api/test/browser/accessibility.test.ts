import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { cutTexts } from './cut-texts.ts'
import { type FilledSite, startFilledSite } from './filled-site.ts'
import { unseenFocus } from './focus.ts'
import { follow } from './follow.ts'
import { inMadeUp, unmarkedWords } from './made-up-language.ts'
import { entrances, type Screen, screens, staying } from './screens.ts'
import { faded, settled } from './settled.ts'

/** A screen that nothing was done on is left by a link; after others the page is opened anew. */
const plainFirst = screens.toSorted(
  ([, , , step], [, , , other]) => Number(step !== undefined) - Number(other !== undefined),
)

/** Each screen is judged in one way after the other: what it takes is mostly the opening. */
const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
] as const

async function look(page: Page, { colorScheme, viewport }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize(viewport)
}

let site: FilledSite
let page: Page
let stranger: Page
beforeAll(async () => {
  site = await startFilledSite()
  page = await site.visit.open({ locale: 'de-DE' })
  stranger = await site.visit.open({ locale: 'de-DE' }, [])
})
afterAll(() => site?.visit.close())

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
  await open(page, path(site))
  if (step) done.set(page, staying.has(name) ? 'stays' : 'goes')
  await page.getByRole('heading', { level: 1, name: inMadeUp(heading) }).waitFor()
  await settled(page)
  await step?.(page, site)
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
  expect(site.visit.complaints([401])).toEqual([])
}

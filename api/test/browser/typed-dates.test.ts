import { dayText, instantText } from '@cardfile/openapi'
import { dayCases, instantCases } from '@cardfile/openapi/test-dates'
import { languages } from '@cardfile/openapi/test-locale'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { showOnly } from './show-only.ts'
import { typeAndLeave } from './type-and-leave.ts'
import { typedIn } from './typed-cases.ts'
import { startVisit, type Visit } from './visit.ts'
import { wordsIn } from './words.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  await visit.api('/fields', { method: 'POST', body: { name: 'Born', type: 'date' } })
  await visit.api('/fields', { method: 'POST', body: { name: 'Seen', type: 'datetime' } })
  await showOnly(visit, ['external_id', 'born', 'seen'])
})
afterAll(() => visit?.close())

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const viewport = { width: 1280, height: 900 }
/** Engines write one kind of blank or another before AM. */
const blanks = (text: string) => text.replace(/\s/g, ' ')

async function newContact(page: Page) {
  await page.goto('/contacts/new')
  await box(page, 'Born').waitFor()
}

describe.each(languages)('a date typed in a browser of %s', (language) => {
  const words = wordsIn[language]
  const save = () => page.getByRole('button', { name: words.save, exact: true })
  let page: Page
  beforeAll(async () => {
    page = await visit.open({ viewport, locale: language, timezoneId: 'UTC' })
    await newContact(page)
  })

  it.each([
    ['born', typedIn(language, dayCases), (right: string) => dayText(right, language)],
    [
      'seen',
      typedIn(language, instantCases),
      (right: string) => instantText(right, language, 'UTC', 'full'),
    ],
  ] as const)(
    'is read into the field %s, or stays in its box with what is wrong',
    async (field, cases, write) => {
      const left = await typeAndLeave(
        page,
        cases.map(({ typed }) => ({ field, typed })),
      )
      for (const [at, { typed, right }] of cases.entries()) {
        const { shown, said } = left[at]!
        const read = right[language]
        const sentence = words.reasons[read]
        if (sentence === undefined)
          expect({ typed, shown: blanks(shown), said }).toEqual({
            typed,
            shown: blanks(write(read)),
            said: '',
          })
        else {
          expect(shown).toBe(typed.trim())
          expect(said, typed).toContain(sentence)
        }
      }
      console.info(`${cases.length} dates typed into ${field} in ${language}`)
    },
  )

  it('is not saved in place of what cannot be read, nor is what was there before', async () => {
    await newContact(page)
    await box(page, words.requiredName).fill(language)
    await box(page, words.externalId).fill(language)
    await box(page, 'Born').fill('2026-2-3')
    await save().click()
    await page.getByRole('heading', { name: words.history }).waitFor()
    const stored = async () => {
      const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
        `/contacts?q=${language}`,
      )
      return data[0]?.values['born']
    }
    expect(await stored()).toBe('2026-02-03')
    await box(page, 'Born').fill('31.2.2026')
    await save().click()
    await page.getByText(words.noSuchDay('2026-02-31')).first().waitFor()
    expect(await box(page, 'Born').inputValue()).toBe('31.2.2026')
    expect(await stored()).toBe('2026-02-03')
    await box(page, 'Born').fill('31.12.2026')
    await save().click()
    await expect.poll(stored).toBe('2026-12-31')
    expect(blanks(await box(page, 'Born').inputValue())).toBe(
      blanks(dayText('2026-12-31', language)),
    )
  })
})

describe('a time of a zone whose clocks change', () => {
  it('is refused where it is leapt over, and shown with its offset where it comes twice', async () => {
    const page = await visit.open({ viewport, locale: 'de-DE', timezoneId: 'Europe/Berlin' })
    await newContact(page)
    const typings = ['29.03.2026 02:30', '25.10.2026 02:30', '25.10.2026 02:30 +01:00'].map(
      (typed) => ({ field: 'seen', typed }),
    )
    const [gap, first, second] = await typeAndLeave(page, typings)
    const { reasons, shownTwice } = wordsIn['de-DE']
    expect(gap?.said).toContain(reasons['time_skipped'])
    expect(gap?.said).toMatch(/Europe\/Berlin.* 02:30 /)
    expect(first).toEqual({ shown: '25.10.2026, 02:30 +02:00', said: '' })
    expect(second).toEqual({ shown: '25.10.2026, 02:30 +01:00', said: '' })
    expect(await page.getByRole('status').allTextContents()).toContainEqual(
      expect.stringContaining(shownTwice),
    )
  })
})

describe('a filter by an instant to the minute', () => {
  it('means all of that minute', async () => {
    const page = await visit.open({ viewport, locale: 'de-DE', timezoneId: 'Europe/Berlin' })
    const words = wordsIn['de-DE']
    const contact = (name: string, seen: string) =>
      visit.api('/contacts', {
        method: 'POST',
        body: { values: { name, external_id: [name], seen } },
      })
    await contact('Within', '2026-06-01T22:59:31.250Z')
    await contact('After', '2026-06-01T23:00:00.000Z')
    await page.goto('/contacts')
    await page.getByRole('button', { name: words.filter }).click()
    await chooseOption(page.getByRole('combobox', { name: words.conditionField }), 'Seen')
    await page.getByRole('textbox', { name: words.operand('Seen') }).fill('2.6.2026 0:59')
    await page.getByRole('button', { name: words.apply }).click()
    await page.getByRole('link', { name: 'Within' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'After' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Within' }).count()).toBe(1)
    expect(decodeURIComponent(page.url())).toContain('2026-06-01T22:59Z')
  })

  it('is also what the calendar chooses', async () => {
    const page = await visit.open({ viewport, locale: 'en-US', timezoneId: 'UTC' })
    await newContact(page)
    const calendar = page.locator('[data-field="born"] .cf-calendar input')
    await calendar.fill('2026-07-14')
    expect(await box(page, 'Born').inputValue()).toBe('Jul 14, 2026')
    await page.locator('[data-field="seen"] .cf-calendar input').fill('2026-07-14T21:05')
    expect(blanks(await box(page, 'Seen').inputValue())).toBe('Jul 14, 2026, 9:05 PM')
  })
})

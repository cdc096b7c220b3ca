import { dayText, instantText } from '@cardfile/openapi'
import { dayCases, instantCases } from '@cardfile/openapi/test-dates'
import { languages } from '@cardfile/openapi/test-locale'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { typeAndLeave } from './type-and-leave.ts'
import { typedIn } from './typed-cases.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await startVisit()
  await visit.api('/fields', { method: 'POST', body: { name: 'Born', type: 'date' } })
  await visit.api('/fields', { method: 'POST', body: { name: 'Seen', type: 'datetime' } })
})
afterAll(() => visit?.close())

/** What each reason says. */
const sentences: Readonly<Record<string, string>> = {
  not_day: 'must be a date like',
  not_instant: 'must be a date and time like',
  no_such_day: 'must be a day of the calendar: there is no',
  day_read_two_ways: 'can be read one way only',
  short_year: 'must have a year of four digits',
  time_beside_day: 'without a time of day',
  no_such_time: 'must have a time of day: there is no',
  time_skipped: 'must be a time that there is',
  other_calendar: 'must be a date of the Gregorian calendar',
  other_weekday: 'must agree with the day of the week beside it',
  zone_by_name: 'must have its offset, like +02:00, in place of',
}

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const viewport = { width: 1280, height: 900 }
/** Engines write one kind of blank or another before AM. */
const blanks = (text: string) => text.replace(/\s/g, ' ')

async function newContact(page: Page) {
  await page.goto('/contacts/new')
  await box(page, 'Born').waitFor()
}

describe.each(languages)('a date typed in a browser of %s', (language) => {
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
        const sentence = sentences[read]
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
    await box(page, 'Name required').fill(language)
    await box(page, 'External ID').fill(language)
    await box(page, 'Born').fill('2026-2-3')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    const stored = async () => {
      const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
        `/contacts?q=${language}`,
      )
      return data[0]?.values['born']
    }
    expect(await stored()).toBe('2026-02-03')
    await box(page, 'Born').fill('31.2.2026')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('there is no 2026-02-31').first().waitFor()
    expect(await box(page, 'Born').inputValue()).toBe('31.2.2026')
    expect(await stored()).toBe('2026-02-03')
    await box(page, 'Born').fill('31.12.2026')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
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
    expect(gap?.said).toContain('the clocks in Europe/Berlin go forward over 02:30')
    expect(first).toEqual({ shown: '25.10.2026, 02:30 +02:00', said: '' })
    expect(second).toEqual({ shown: '25.10.2026, 02:30 +01:00', said: '' })
    expect(await page.getByRole('status').allTextContents()).toContainEqual(
      expect.stringContaining('this time twice: +01:00 is meant'),
    )
  })
})

describe('a filter by an instant to the minute', () => {
  it('means all of that minute', async () => {
    const page = await visit.open({ viewport, locale: 'de-DE', timezoneId: 'Europe/Berlin' })
    const contact = (name: string, seen: string) =>
      visit.api('/contacts', {
        method: 'POST',
        body: { values: { name, external_id: [name], seen } },
      })
    await contact('Within', '2026-06-01T22:59:31.250Z')
    await contact('After', '2026-06-01T23:00:00.000Z')
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Filter' }).click()
    await chooseOption(page.getByRole('combobox', { name: 'Field of condition 1' }), 'Seen')
    await page.getByRole('textbox', { name: 'Seen, value 1' }).fill('2.6.2026 0:59')
    await page.getByRole('button', { name: 'Apply' }).click()
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

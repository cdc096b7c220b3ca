import { numberText } from '@cardfile/openapi'
import { languages, numberCases, type Language } from '@cardfile/openapi/test-locale'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { typeAndLeave } from './type-and-leave.ts'
import { typedIn } from './typed-cases.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit

const fields = [
  { name: 'Whole', type: 'integer' },
  { name: 'Price', type: 'decimal' },
  { name: 'Ratio', type: 'decimal', decimals: 4 },
]
const keys = { 0: 'whole', 2: 'price', 4: 'ratio' } as const

/** What each reason says. */
const sentences: Readonly<Record<string, string>> = {
  not_number: 'must be a number',
  number_beside_other: 'must be a number alone, without',
  number_sign_unclear: 'and with a minus before it if it is below nought',
  number_read_two_ways: 'can be read one way only',
  too_many_digits: 'must have at most 15 digits',
}

beforeAll(async () => {
  visit = await startVisit()
  for (const body of fields) await visit.api('/fields', { method: 'POST', body })
})
afterAll(() => visit?.close())

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

describe.each(languages)('a number typed in a browser of %s', (language) => {
  let page: Page
  beforeAll(async () => {
    page = await visit.open({ viewport: { width: 1280, height: 900 }, locale: language })
    await page.goto('/contacts/new')
    await box(page, 'Whole').waitFor()
  })

  it('is read, or stays in its box with what is wrong', async () => {
    const cases = typedIn(language, numberCases)
    const typings = cases.map(({ typed, decimals }) => ({ field: keys[decimals], typed }))
    const left = await typeAndLeave(page, typings)
    for (const [at, { typed, right }] of cases.entries()) {
      const { shown, said } = left[at]!
      const read = right[language]
      if (typeof read === 'number')
        expect({ typed, shown, said }).toEqual({
          typed,
          shown: numberText(read, language, false),
          said: '',
        })
      else {
        expect(shown).toBe(typed.trim())
        expect(said, typed).toContain(sentences[read])
      }
    }
    console.info(`${cases.length} numbers typed in ${language}`)
  })

  it('is saved as it was read, and stands so in the table', async () => {
    const typed: Record<Language, string> = {
      'en-US': '1,234.5',
      'de-DE': '1.234,5',
      'ar-EG': '١٬٢٣٤٫٥',
    }
    await page.goto('/contacts/new')
    await box(page, 'Name required').fill(language)
    await box(page, 'External ID').fill(language)
    await box(page, 'Price').fill('1.2.3')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await page.locator('[data-field="price"] .cf-field-error').textContent()).toContain(
      sentences['not_number'],
    )
    expect(await box(page, 'Price').inputValue()).toBe('1.2.3')
    await box(page, 'Price').fill(typed[language])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
      `/contacts?q=${language}`,
    )
    expect(data[0]?.values['price']).toBe(1234.5)
    await page.goto(`/contacts?q=${language}`)
    await page.getByRole('cell', { name: numberText(1234.5, language, true) }).waitFor()
  })

  it('is what a filter compares with', async () => {
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Filter' }).click()
    await chooseOption(page.getByRole('combobox', { name: 'Field of condition 1' }), 'Price')
    const operand = page.getByRole('textbox', { name: 'Price, value 1' })
    await operand.fill('12,50 €')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('without “€”').waitFor()
    await operand.fill(numberText(1234.5, language, false))
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForURL(/filter/)
    expect(decodeURIComponent(page.url())).toContain('1234.5')
    await page
      .getByRole('cell', { name: numberText(1234.5, language, true) })
      .first()
      .waitFor()
  })
})

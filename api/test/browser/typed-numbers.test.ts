import { numberText } from '@cardfile/openapi'
import { languages, numberCases, type Language } from '@cardfile/openapi/test-locale'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseOption } from './choose-option.ts'
import { follow } from './follow.ts'
import { showOnly } from './show-only.ts'
import { typeAndLeave } from './type-and-leave.ts'
import { typedIn } from './typed-cases.ts'
import { startVisit, type Visit } from './visit.ts'
import { wordsIn } from './words.ts'

let visit: Visit

const fields = [
  { name: 'Whole', type: 'integer' },
  { name: 'Price', type: 'decimal' },
  { name: 'Ratio', type: 'decimal', decimals: 4 },
]
const keys = { 0: 'whole', 2: 'price', 4: 'ratio' } as const

beforeAll(async () => {
  visit = await startVisit()
  for (const body of fields) await visit.api('/fields', { method: 'POST', body })
  await showOnly(visit, ['external_id', ...Object.values(keys)])
})
afterAll(() => visit?.close())

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

describe.each(languages)('a number typed in a browser of %s', (language) => {
  const words = wordsIn[language]
  const save = () => page.getByRole('button', { name: words.save, exact: true })
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
    for (const [at, { typed, right, decimals }] of cases.entries()) {
      const { shown, said } = left[at]!
      const read = right[language]
      if (typeof read === 'number')
        expect({ typed, shown, said }).toEqual({
          typed,
          shown: numberText(read, language, false, decimals),
          said: '',
        })
      else {
        expect(shown).toBe(typed.trim())
        expect(said, typed).toContain(words.reasons[read])
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
    await box(page, words.requiredName).fill(language)
    await box(page, words.externalId).fill(language)
    await box(page, 'Price').fill('1.2.3')
    await save().click()
    expect(await page.locator('[data-field="price"] .cf-field-error').textContent()).toContain(
      words.reasons['not_number'],
    )
    expect(await box(page, 'Price').inputValue()).toBe('1.2.3')
    await box(page, 'Price').fill(typed[language])
    await save().click()
    await page.getByRole('heading', { name: words.history }).waitFor()
    const { data } = await visit.api<{ data: { values: Record<string, unknown> }[] }>(
      `/contacts?q=${language}`,
    )
    expect(data[0]?.values['price']).toBe(1234.5)
    await follow(page, `/contacts?q=${language}`)
    await page.getByRole('gridcell', { name: numberText(1234.5, language, true, 2) }).waitFor()
  })

  it('is what a filter compares with', async () => {
    await page.goto('/contacts')
    await page.getByRole('button', { name: words.filter }).click()
    await chooseOption(page.getByRole('combobox', { name: words.conditionField }), 'Price')
    const operand = page.getByRole('textbox', { name: words.operand('Price') })
    await operand.fill('12,50 €')
    await page.getByRole('button', { name: words.apply }).click()
    await page.getByText(words.without('€')).waitFor()
    await operand.fill(numberText(1234.5, language, false))
    await page.getByRole('button', { name: words.apply }).click()
    await page.waitForURL(/filter/)
    expect(decodeURIComponent(page.url())).toContain('1234.5')
    await page
      .getByRole('gridcell', { name: numberText(1234.5, language, true, 2) })
      .first()
      .waitFor()
  })
})

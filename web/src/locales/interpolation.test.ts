import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseFormatLocale } from './format.ts'
import { i18n } from './i18n.ts'

const words = {
  said: '{{name}} · {{count}}',
  year: '{{year}}',
}

beforeAll(() => {
  for (const language of ['en', 'ar'])
    i18n.addResourceBundle(language, 'translation', { interpolation: words }, true)
})

afterAll(async () => {
  chooseFormatLocale(null)
  await i18n.changeLanguage('en')
})

const said = (params: object) => String(i18n.t('interpolation.said' as never, params as never))

test.each([
  ['en', 'en', { name: 'Ann', count: 12_345 }, 'Ann · 12,345'],
  ['en', 'de', { name: 'Ann', count: 12_345 }, 'Ann · 12.345'],
  ['en', 'en', { name: 'سارة', count: 1 }, '\u2068سارة\u2069 · 1'],
  ['ar', 'ar', { name: 'Ann', count: 12_345 }, '\u2068Ann\u2069 · 12,345'],
  ['ar', 'ar-EG', { name: 'Ann', count: 12_345 }, '\u2068Ann\u2069 · ١٢٬٣٤٥'],
])('%s, with the numbers of %s, puts %j into a text', async (language, locale, params, text) => {
  await i18n.changeLanguage(language)
  chooseFormatLocale(locale)
  expect(said(params)).toBe(text)
})

test('does not part a year by thousands', async () => {
  await i18n.changeLanguage('en')
  chooseFormatLocale('en')
  expect(String(i18n.t('interpolation.year' as never, { year: 2569 } as never))).toBe('2569')
})

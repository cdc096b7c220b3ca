import type { I18nProvider } from '@refinedev/core'
import { type Language, languageOf } from '@cardfile/openapi'
import type { Locale } from 'antd/es/locale/index.js'
import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseFormatLocale, formatNumber } from './format.ts'
import { formatLocaleFor, languageFor, storedLanguage, storeLanguage } from './language-choice.ts'
import { loadLanguage } from './load-language.ts'

export const i18n = i18next.createInstance()

const namespace = 'translation'

/** Parameters that name something by a number, which is not parted by thousands. */
const namesByNumber = new Set(['year', 'codePage', 'status', 'statusCode'])

/**
 * Numbers as the language writes them; what reads from the other side stands by itself among the words,
 * or its marks and digits would change places (Unicode Bidirectional Algorithm, UAX 9, isolates).
 *
 * @param name of the parameter
 */
function shownIn(value: unknown, name: unknown): unknown {
  if (typeof value === 'number')
    return formatNumber(value, { useGrouping: !namesByNumber.has(String(name)) })
  if (typeof value !== 'string') return value
  const rightToLeft = directionOf(languageNow()) === 'rtl'
  return rightToLeft || /[\u0590-\u08ff]/.test(value) ? `\u2068${value}\u2069` : value
}

/** i18next puts its own in the place of `interpolation.format`, unless it is given a module. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, _language, options) =>
    // What is not given is told by i18next itself.
    shownIn(value, options?.interpolationkey) as string,
}

/** Told when the words of a language have come. */
const wordsAdded = 'wordsAdded'

void i18n
  .use(formatter)
  .use(initReactI18next)
  .init({
    fallbackLng: 'en',
    resources: {},
    initAsync: false,
    // What is missing in a language is told, so that English can be fetched for it.
    saveMissing: true,
    // Whatever was missing is added to the store as it is said; drawing all anew for that would never end
    // where nothing is said for it.
    react: { bindI18n: `languageChanged ${wordsAdded}`, bindI18nStore: '' },
    interpolation: { escapeValue: false, alwaysFormat: true },
  })

i18n.on('missingKey', () => {
  // English itself lacks only what the contract says in English already.
  if (languageNow() !== 'en') void addWords('en')
})

/** i18next itself keeps what was missing in a bundle, so that its having one says nothing. */
const loaded = new Set<Language>()

const antdLocales = new Map<Language, Locale>()

async function addWords(language: Language): Promise<void> {
  if (loaded.has(language)) return
  const { words, antd } = await loadLanguage(language)
  if (antd) antdLocales.set(language, antd)
  i18n.addResourceBundle(language, namespace, words, true, true)
  loaded.add(language)
  i18n.emit(wordsAdded)
}

export function languageNow(): Language {
  return languageOf(i18n.language) ?? 'en'
}

/** What antd's own parts say; undefined for English, which they have built in. */
export function antdLocale(language: Language): Locale | undefined {
  return antdLocales.get(language)
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/**
 * Puts the screens into a language.
 *
 * @param choice null for what the browser asks for; kept in this browser, for the sign-in page too
 */
export async function chooseLanguage(choice: Language | null): Promise<void> {
  storeLanguage(choice)
  await show(choice)
}

/** The language of the first screen: as it was chosen here last, else as the browser asks. */
export function startLanguage(): Promise<void> {
  return show(storedLanguage())
}

async function show(choice: Language | null): Promise<void> {
  const preferred = navigator.languages
  const language = choice ?? languageFor(preferred)
  await addWords(language)
  chooseFormatLocale(choice && formatLocaleFor(choice, preferred))
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  await i18n.changeLanguage(language)
}

export const i18nProvider: I18nProvider = {
  translate: (key, options, defaultMessage) =>
    String(
      i18n.t(
        key as never,
        {
          ...(typeof options === 'object' ? options : {}),
          defaultValue: defaultMessage ?? (typeof options === 'string' ? options : key),
        } as never,
      ),
    ),
  changeLocale: (locale) => chooseLanguage(languageOf(locale)),
  getLocale: () => i18n.language,
}

import type { Language } from '@cardfile/openapi'
import type { Locale } from 'antd/es/locale/index.js'

interface LoadedLanguage {
  words: object
  /** What antd says itself; it has its English built in. */
  antd?: Locale
}

/** antd's modules are read as CommonJS by the type checker, and as what they are by the bundler. */
type LocaleModule = { default: Locale | { default: Locale } }

async function together(
  words: Promise<object>,
  antd: Promise<LocaleModule>,
): Promise<LoadedLanguage> {
  const [loaded, { default: locale }] = await Promise.all([words, antd])
  return { words: loaded, antd: 'default' in locale ? locale.default : locale }
}

/** Each in chunks of its own, so that one language alone is fetched. */
const loaders: Readonly<Record<Language, () => Promise<LoadedLanguage>>> = {
  en: async () => ({ words: (await import('./en.ts')).en }),
  de: () =>
    together(
      import('./de.ts').then(({ de }) => de),
      import('antd/es/locale/de_DE.js'),
    ),
  fr: () =>
    together(
      import('./fr.ts').then(({ fr }) => fr),
      import('antd/es/locale/fr_FR.js'),
    ),
  es: () =>
    together(
      import('./es.ts').then(({ es }) => es),
      import('antd/es/locale/es_ES.js'),
    ),
  pt: () =>
    together(
      import('./pt.ts').then(({ pt }) => pt),
      import('antd/es/locale/pt_BR.js'),
    ),
  ja: () =>
    together(
      import('./ja.ts').then(({ ja }) => ja),
      import('antd/es/locale/ja_JP.js'),
    ),
  ar: () =>
    together(
      import('./ar.ts').then(({ ar }) => ar),
      import('antd/es/locale/ar_EG.js'),
    ),
}

export function loadLanguage(language: Language): Promise<LoadedLanguage> {
  return loaders[language]()
}

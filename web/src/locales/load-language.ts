import type { Language } from '@cardfile/openapi'
import type { Locale } from 'antd/es/locale/index.js'

interface LoadedLanguage {
  words: object
  /** What antd says itself; it has its English built in. */
  antd?: Locale
}

/** Each in chunks of its own, so that one language alone is fetched. */
const loaders: Readonly<Record<Language, () => Promise<LoadedLanguage>>> = {
  en: async () => ({ words: (await import('./en.ts')).en }),
}

export function loadLanguage(language: Language): Promise<LoadedLanguage> {
  return loaders[language]()
}

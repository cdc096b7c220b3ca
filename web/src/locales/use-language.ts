import { useTranslation } from 'react-i18next'
import type { Language } from '@cardfile/openapi'
import type { Locale } from 'antd/es/locale/index.js'
import { antdLocale, directionOf, languageNow } from './i18n.ts'

interface ShownLanguage {
  language: Language
  direction: 'ltr' | 'rtl'
  /** What antd's own parts say; undefined for English, which they have built in. */
  locale: Locale | undefined
}

/** The language that the screens are in; draws anew when it changes. */
export function useLanguage(): ShownLanguage {
  useTranslation()
  const language = languageNow()
  return { language, direction: directionOf(language), locale: antdLocale(language) }
}

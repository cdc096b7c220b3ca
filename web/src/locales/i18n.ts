import type { I18nProvider } from '@refinedev/core'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

export const i18n = i18next.createInstance()

// Bundled, hence there before the first screen: nothing is fetched and nothing flickers.
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
})

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
  changeLocale: (locale) => i18n.changeLanguage(locale),
  getLocale: () => i18n.language,
}

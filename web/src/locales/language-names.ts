import type { Language } from '@cardfile/openapi'

/** As whoever speaks it looks for it, whatever the screens are in now. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português (Brasil)',
  ja: '日本語',
  ar: 'العربية',
}

import { type Language, languageOf, languages } from '@cardfile/openapi'

const storageKey = 'cardfile.language'

/** The language that somebody chose in this browser, before it is known who they are. */
export function storedLanguage(): Language | null {
  try {
    return languageOf(localStorage.getItem(storageKey))
  } catch {
    return null
  }
}

export function storeLanguage(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be forbidden; then it is asked of the server once they have signed in.
  }
}

/**
 * The first of the languages a browser prefers that there is; English where there is none of them.
 *
 * @param preferred BCP 47 tags, as `navigator.languages`; those of another region are taken too
 */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => primary(language) === primary(tag))
    if (found) return found
  }
  return 'en'
}

/**
 * How numbers and dates are written, and how typed ones are read, where the screens are in a language
 * that was chosen: as the browser's own region has it, if that speaks the language; else as the
 * language has it. What stands on one screen is then read as the words beside it are.
 *
 * @param preferred BCP 47 tags, as `navigator.languages`
 * @returns BCP 47
 */
export function formatLocaleFor(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => primary(tag) === primary(language)) ?? language
}

const primary = (tag: string): string | undefined => tag.toLowerCase().split('-')[0]

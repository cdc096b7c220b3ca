import 'i18next'
import type { en } from './en.ts'

type Words = Record<string, string>

/** What a locale may say otherwise; in English the contract says it, where a type is declared. */
interface DeclaredWords {
  types: { labels: Words; hints: Words }
  settings: { labels: Words; hints: Words; summaries: Words }
}

// A key that is in none of the files is a type error.
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & DeclaredWords }
  }
}

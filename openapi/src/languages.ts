import { z } from 'zod'

/** BCP 47 tags of the languages that the screens are in; the API itself answers in English. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const

export type Language = (typeof languages)[number]

export const languageSchema = z.enum(languages)

/** What is asked for as a language of the screens; null where there is no such one. */
export function languageOf(tag: unknown): Language | null {
  return languageSchema.safeParse(tag).data ?? null
}

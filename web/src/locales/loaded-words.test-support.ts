import type { Language } from '@cardfile/openapi'

type Words = { [key: string]: string | Words }

/** A language as it is loaded on demand, without what antd says. */
export async function loadedWords(language: Language): Promise<Words> {
  const module: Record<string, Words> = await import(`./${language}.ts`)
  const [words] = Object.values(module)
  if (!words) throw new Error(`${language} says nothing`)
  return words
}

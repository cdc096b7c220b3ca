import { type Language, languages } from '@cardfile/openapi/test-locale'
import { isDeep } from '../deep.ts'

/**
 * The cases that a browser of a language types: all of them in deep runs, else each in one of the three.
 * What comes of them in every language the tests of the reading itself say on each run.
 */
export function typedIn<Case>(language: Language, cases: readonly Case[]): readonly Case[] {
  const turn = languages.indexOf(language)
  return isDeep ? cases : cases.filter((_, at) => at % languages.length === turn)
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ar } from './ar.ts'
import { en } from './en.ts'

type Words = { [key: string]: string | Words }

function texts(words: Words, path = ''): [path: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : texts(value, `${path}${key}.`),
  )
}

/** Always of so many that none is in the singular. */
const neverOne = new Set(['imports.tooWide', 'merging.howMany'])

test('a number of things has a text for one of them and a text for several', () => {
  const amount = /\{\{(?:formatted|count|most|rows)\}\} (?!that\b|to\b)[a-z]/
  const found = texts(en).filter(
    ([path, text]) => amount.test(text) && !/_(?:one|other)$/.test(path) && !neverOne.has(path),
  )
  expect(found).toEqual([])
})

test('Arabic tells one and two of a thing by the thing’s own form, without the number', () => {
  const numbered = /\{\{(?:formatted|count)\}\} (?!من)/
  const found = texts(ar).filter(
    ([path, text]) => /_(?:one|two)$/.test(path) && numbered.test(text),
  )
  expect(found).toEqual([])
})

const sources = join(import.meta.dirname, '..')
const screens = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test)\.tsx?$/.test(file),
)

/** Numbers of places, of steps and in brackets: no noun depends on them. */
const ofNoNoun = new Set(['formatted', 'place', 'total', 'n', 'steps', 'taken', 'most', 'text'])

test('a number goes into a text under the name that a count stands beside', () => {
  const names = screens.flatMap((file) =>
    [...readFileSync(join(sources, file), 'utf8').matchAll(/(\w+): formatNumber\(/g)]
      .map(([, name = '']) => name)
      .filter((name) => !ofNoNoun.has(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(screens.length).toBeGreaterThan(100)
  expect(names).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { entriesFor, type Entry } from './entries.ts'

const labels = ['Contacts', 'Import Contacts', 'Import history', 'Überblick', 'New Contact']
const entries = labels.map((label): Entry => ({
  id: label,
  group: 'pages',
  label,
  run: () => undefined,
}))

describe('the palette lists', () => {
  it.each([
    ['everything for nothing', ' ', labels],
    ['what has the text', 'history', ['Import history']],
    ['what has every word, in any order', 'con imp', ['Import Contacts']],
    ['what has it in other letters', 'uber', ['Überblick']],
    ['nothing for what nothing has', 'contactx', []],
  ])('%s', (_what, text, right) => {
    expect(entriesFor(text, entries).map(({ label }) => label)).toEqual(right)
  })
})

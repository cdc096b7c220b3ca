import { describe, expect, test } from 'vitest'
import { choiceSchema, findOptionInCell, optionsSetting } from './option-rules.ts'

const options = [
  { id: 'gold', text: 'Silver' },
  { id: 'silver', text: 'Größe L' },
  { id: 'cafe', text: 'Café' },
  { id: 'istanbul', text: 'İstanbul' },
  { id: 'small', text: 'größe l.' },
]

describe('an option named in a cell', () => {
  test.each([
    ['by its text', 'Silver', 'gold'],
    ['by its text in another case, before an option with that id', 'silver', 'gold'],
    ['by its text without its accents', 'CAFE', 'cafe'],
    ['with ß written out', 'GROESSE L', undefined],
    ['with ß as ss', 'GRÖSSE L', 'silver'],
    ['in another composition', 'Cafe\u0301', 'cafe'],
    ['with what nobody sees around it', '\u200bCafé\u00a0', 'cafe'],
    ['with the other i of Turkish', 'ISTANBUL', 'istanbul'],
    ['in full width', 'ＣＡＦＥ', 'cafe'],
    ['by its id where no text is like it', 'small', 'small'],
    ['not at all', 'Cafés', undefined],
  ])('is found %s', (_, said, id) => {
    expect(findOptionInCell(options, said)?.id).toBe(id)
  })
})

test('an option that a program names is its id before anything else', () => {
  expect(choiceSchema({ options }).parse('silver')).toBe('silver')
  expect(choiceSchema({ options }).parse('SILVER')).toBe('gold')
})

test.each([
  ['Café', 'CAFE'],
  ['Straße', 'strasse'],
  ['ΟΔΟΣ', 'οδός'],
  ['Ａ', 'a'],
  ['O’Brien', "O'Brien"],
])('%s and %s are one option twice', (one, other) => {
  const verdict = optionsSetting.rule.safeParse([{ text: one }, { text: other }])
  expect(verdict.error?.issues[0]?.message).toBe(`must not name “${other}” twice`)
})

import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from './fold-text.ts'

describe.each([
  ['case', ['Ann LEE', 'ann lee']],
  ['case of Greek, its last sigma too', ['ΟΔΥΣΣΕΎΣ', 'Οδυσσεύς', 'οδυσσευσ']],
  ['case of Cyrillic', ['ИВАН', 'иван', 'Иван']],
  ['case of Armenian', ['ԱՐԱՄ', 'Արամ']],
  ['case of Georgian', ['ᲗᲔᲐ', 'თეა']],
  ['case of Cherokee', ['ᏣᎳᎩ', 'ꮳꮃꭹ']],
  ['case of Deseret', ['𐐀𐐁', '𐐨𐐩']],
  ['the dotted and the dotless i of Turkish', ['İSTANBUL', 'istanbul', 'ıstanbul', 'Istanbul']],
  ['accents', ['Zoë', 'ZOE', 'zoé']],
  ['accents of Vietnamese', ['Nguyễn Đức', 'nguyen duc']],
  ['accents of Greek', ['Ἀθῆναι', 'αθηναι']],
  ['ё as е', ['Фёдор', 'федор']],
  ['vowel points of Hebrew', ['שָׁלוֹם', 'שלום']],
  ['vowel signs of Arabic', ['مُحَمَّد', 'محمد', 'محـمد']],
  ['hamzas of Arabic', ['أحمد', 'احمد']],
  ['composition', ['Müller', 'Mu\u0308ller', 'muller']],
  ['composition of Hangul', ['한국', '한국'.normalize('NFD')]],
  ['composition of kana', ['ガ', 'カ\u3099']],
  ['width', ['ＡＮＮ　１２', 'ann 12']],
  ['width of katakana', ['ｶﾞｲ', 'ガイ']],
  ['kind of kana', ['タナカ', 'たなか', 'ﾀﾅｶ']],
  ['kind of voiced kana', ['ヴ', 'ゔ', 'ｳﾞ']],
  ['keyboards of Arabic and Persian', ['علی', 'علي', 'على']],
  ['kaf of Arabic and Persian', ['کریم', 'كريم', 'كريم'.normalize('NFKD')]],
  ['ta marbuta', ['فاطمة', 'فاطمه']],
  ['alef', ['ٱحمد', 'أحمد', 'احمد']],
  ['ligatures', ['ﬁnance', 'finance']],
  ['ß', ['Straße', 'STRASSE', 'STRAẞE', 'strasse']],
  ['ł, ø, đ, æ, œ, þ, ð', ['ŁØĐÆŒÞÐ', 'łøđæœþð', 'lodaeoethd']],
  ['apostrophes', ['O’Brien', "O'Brien", 'OʼBrien', 'O‘Brien', 'O´Brien', 'O`Brien', 'O＇BRIEN']],
  ['quotation marks', ['“x”', '„x“', '«x»', '"x"']],
  ['hyphens', ['Anne–Marie', 'Anne‑Marie', 'anne-marie', 'Anne−Marie']],
  ['blanks', ['Ann\u00a0Lee', 'Ann\u2009Lee', 'ann lee']],
  ['what nobody sees', ['An\u00adn\u200b', 'ann']],
  ['the non-joiner of Persian', ['می\u200cخواهم', 'میخواهم']],
])('%s', (_, texts) => {
  const [first = '', ...others] = texts
  test.each(others)(`${first} is the same as %s`, (other) => {
    expect(foldText(other)).toBe(foldText(first))
  })
})

test.each([
  ['Cyrillic й and и', 'край', 'краи'],
  ['voiced and voiceless kana', 'が', 'か'],
  ['vowels of Devanagari', 'कि', 'कु'],
  ['vowels of Thai', 'กิ', 'กุ'],
  ['letters', 'Ann', 'Anna'],
  ['punctuation', 'a.b', 'a b'],
])('%s stay apart', (_, one, other) => {
  expect(foldText(one)).not.toBe(foldText(other))
})

const anyText = string({ unit: 'binary', maxLength: 12 })

test('folding a folded text changes nothing', () => {
  assert(
    property(anyText, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
    { numRuns: 5_000 },
  )
})

test.each(['\u00b4', '\u1ffd', '\u1fbd', '`', '\u1fef'])('%s alone is an apostrophe', (accent) => {
  expect(foldText(`O${accent}Brien`)).toBe("o'brien")
})

test('is not held up by very many marks upon one letter', () => {
  const before = process.cpuUsage()
  expect(foldText(`${'\u0301\u0323'.repeat(200_000)}Zoë${'x'.repeat(2_000)}`)).toMatch(/^zoex+$/)
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
})

test('a text is the same in every composition', () => {
  assert(
    property(anyText, (text) => {
      for (const form of ['NFC', 'NFD']) expect(foldText(text.normalize(form))).toBe(foldText(text))
      // Of an accent that stands alone these make a blank with an accent above it.
      if (/[´΄᾽᾿῾]/.test(text.normalize('NFC'))) return
      for (const form of ['NFKC', 'NFKD'])
        expect(foldText(text.normalize(form))).toBe(foldText(text))
    }),
    { numRuns: 5_000 },
  )
})

test('Latin letters are folded alike whatever else a text has', () => {
  const letters = Array.from({ length: 0x2_50 }, (_, code) => String.fromCharCode(code))
  for (const letter of letters)
    for (const text of [letter, `a${letter}b`, `${letter}${letter}É`, `I${letter}`, `${letter}'i`])
      // What nobody sees is left out, and has the text folded as those of all scripts are.
      expect([text, foldText(text)]).toEqual([text, foldText(`${text}\u200b`)])
})

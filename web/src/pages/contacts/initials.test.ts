import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

describe('the initials of a name', () => {
  it.each([
    ['Ann', 'A'],
    ['grace hopper', 'GH'],
    ['Ida B. Wells-Barnett', 'IW'],
    ['Östlund, Fritz', 'ÖF'],
    ['e\u0301mile Zola', 'E\u0301Z'],
    ['山田 太郎', '山太'],
    ['محمد علي', 'مع'],
    ['(ACME) Support', 'S'],
    ['42', '4'],
    ['ｶﾞﾘﾚｵ', 'ｶﾞ'],
    ['𠮷田', '𠮷'],
    ['…', ''],
    ['', ''],
  ])('%s: %s', (name, right) => {
    expect(initialsOf(name)).toBe(right)
  })
})

describe('a first letter told without the rules of scripts', () => {
  const first = (word: string) =>
    [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)][0]?.segment ?? ''

  it('is the one that they give', () => {
    const letter = fc.constantFrom(...'aÖßé9字ｱアあمאЖΩ한ᄒक𠮷')
    const after = fc.constantFrom(
      '',
      ...'bح9字-.',
      '\u0301',
      '\u200d',
      '\u200c',
      '\uff9e',
      '\u3099',
      '\u0652',
      'ᅡ',
    )
    fc.assert(
      fc.property(letter, after, after, (...parts) => {
        const word = parts.join('')
        expect(initialsOf(word)).toBe(first(word).toLocaleUpperCase())
      }),
    )
  })
})

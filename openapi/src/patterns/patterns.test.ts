import './engine.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ecmaPattern } from './ecma-pattern.ts'
import { hostile, longest } from './hostile.test-support.ts'
import { patternFault, patternOf, readyPatterns } from './pattern.ts'

/** Milliseconds of processor time that something takes. */
function cpuOf(what: () => void): number {
  const before = process.cpuUsage()
  what()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

describe('a pattern', () => {
  test.each([
    ['[A-Z]{2}-\\d{4}', 'AB-1234', true],
    ['[A-Z]{2}-\\d{4}', 'AB-12345', false],
    ['[A-Z]{2}-\\d{4}', 'AB-1234\n', false],
    ['a|ab', 'ab', true],
    ['(?i)straße', 'STRASSE', false],
    ['(?i)ä+', 'ÄÄ', true],
    ['.', '😀', true],
    ['.', '\n', false],
    ['(?s).', '\n', true],
    ['\\p{Greek}+', 'Ελλάς', true],
    ['', '', true],
    ['', 'x', false],
  ])('%s is met by %j: %s', (pattern, text, isMet) => {
    expect(patternOf(pattern).matches(text)).toBe(isMet)
  })

  test.each([
    ['(', 256, 'unreadable'],
    ['a{2,1}', 256, 'unreadable'],
    ['(?=a)', 256, 'unreadable'],
    ['(a)\\1', 256, 'unreadable'],
    ['(?:a?){900}a{900}', 256, null],
    ['(?:a?){900}a{900}', longest, 'too_costly'],
    ['(a+)+$', longest, null],
  ])('%s for %i characters has the fault %j', (pattern, length, fault) => {
    expect(patternFault(pattern, length)).toBe(fault)
  })

  test.each(hostile)(
    '%s answers at once on its first text where it was made ready',
    (pattern, text) => {
      // One that nobody has compiled before.
      const fresh = `(?:${pattern})`
      readyPatterns([fresh])
      expect(cpuOf(() => expect(patternOf(fresh).matches(text)).toBe(false))).toBeLessThan(25)
    },
  )

  test.each(hostile)('%s answers at once on 32,767 characters', (pattern, text) => {
    const { matches } = patternOf(pattern)
    matches(text)
    const taken = [1, 2, 3].map(() => cpuOf(() => expect(matches(text)).toBe(false)))
    expect(Math.min(...taken)).toBeLessThan(10)
  })
})

describe('a pattern that programs read in their own syntax', () => {
  test.each([
    ['[A-Z]{2}-\\d{4}', '^(?:[A-Z]{2}-\\d{4})$'],
    ['a|b.c', '^(?:a|b[^\\n]c)$'],
    ['[.]\\.+', '^(?:[.]\\.+)$'],
    ['(?:ab)+?c*', '^(?:(?:ab)+?c*)$'],
    ['[^ab]{1,3}', '^(?:[^ab]{1,3})$'],
    ['(?i)a', null],
    ['\\s', null],
    ['\\pL', null],
    ['[[:alpha:]]', null],
    ['\\Aa\\z', null],
    ['\\-', null],
    ['a**', null],
    ['(?P<n>a)', null],
    ['\\Q.\\E', null],
    ['[]a]', null],
    ['^a$', null],
    ['{', null],
  ])('%s is %s', (pattern, shared) => expect(ecmaPattern(pattern)).toBe(shared))

  test('means what it means to the engine, whatever the pattern and the text', () => {
    const letters = 'ab.-\\d[]^()|*+?{}1,2😀é\n\u2028wDW:$'
    const letter = fc.constantFrom(...letters)
    const piece = fc.constantFrom(
      '[ab]',
      '[^a]',
      '[a-b]+',
      '(?:a|b)',
      '\\d',
      '\\w+',
      '.',
      'a{1,2}',
      '\\.',
      '😀',
    )
    const pattern = fc.array(fc.oneof(piece, letter), { maxLength: 6 }).map((all) => all.join(''))
    const text = fc.array(letter, { maxLength: 6 }).map((all) => all.join(''))
    let compared = 0
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 4, maxLength: 4 }), (pattern, texts) => {
        const shared = patternFault(pattern, 256) === null ? ecmaPattern(pattern) : null
        if (shared === null) return
        compared++
        const expression = new RegExp(shared, 'u')
        for (const text of texts)
          expect([pattern, text, expression.test(text)]).toEqual([
            pattern,
            text,
            patternOf(pattern).matches(text),
          ])
      }),
      { numRuns: 3_000 },
    )
    expect(compared).toBeGreaterThan(300)
  })
})

import { expect, test } from 'vitest'
import { trimMarks } from './trim-marks.ts'

test.each([
  ['blanks', ' \t\n\u00a0\u3000Ann\u2028 ', 'Ann'],
  ['zero-width marks', '\u200b\ufeffAnn\u200d\u2060', 'Ann'],
  ['direction marks', '\u200e\u202aAnn\u202c\u200f\u2069', 'Ann'],
  ['soft hyphens', '\u00adAnn\u00ad', 'Ann'],
  ['fillers', '\u3164Ann\u2800', 'Ann'],
  ['next line', '\u0085Ann\u0085', 'Ann'],
  ['a variation selector without its letter', '\ufe0fAnn', 'Ann'],
  ['nothing but what changes a letter', '\u034f\ufe0f\u{e0100} ', ''],
  ['nothing else', '\u200b \u200e\u00ad', ''],
  ['a language tag', '\u{e0001}Ann', 'Ann'],
])('%s around a text go', (_, text, trimmed) => {
  expect(trimMarks(text)).toBe(trimmed)
})

test.each([
  ['the joiner of an emoji', '👩\u200d🚀'],
  ['the non-joiner of a Persian word', 'می\u200cخواهم'],
  ['the joiner of an Indic conjunct', 'क्\u200dष'],
  ['blanks', 'Ann \u00a0 Lee'],
  ['the variation selector of an emoji', '\u2764\ufe0f'],
  [
    'the flag of a nation within a state',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ],
  ['a sign of Arabic that is drawn', '\u0600١٢'],
])('%s within a text stays', (_, text) => {
  expect(trimMarks(text)).toBe(text)
  expect(trimMarks(` \u200b${text}\u200e `)).toBe(text)
})

test('a long text of blanks takes no longer than it is', () => {
  const text = `x${' '.repeat(30_000)}x`
  expect(trimMarks(text.repeat(20))).toHaveLength(text.length * 20)
})

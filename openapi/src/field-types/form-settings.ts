import { z } from 'zod'
import { ecmaPattern } from '../patterns/ecma-pattern.ts'
import { longestPattern, patternFault, patternOf } from '../patterns/pattern.ts'
import { type Reason, reason } from '../reasons/reason.ts'
import { refuse, worded } from '../reasons/zod.ts'
import { oneLine } from './one-line.ts'
import { numberSetting, textSetting } from './setting.ts'
import { characterCount, longestText } from './text-rules.ts'

const shortest = z
  .number()
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(longestText, `must be at most ${longestText}`)
  .optional()

const longestMessage = 200

/** What texts of a type may be asked for, besides their greatest length. */
export const formSettings = {
  minLength: numberSetting<number | undefined>({
    label: 'Shortest length',
    hint: 'Fewest characters a value can have.',
    summary: { one: 'from {{count}} character', other: 'from {{count}} characters' },
    whole: true,
    initial: undefined,
    rule: shortest,
    widest: undefined,
    narrows: (before = 0, after = 0) => after > before,
  }),
  pattern: textSetting({
    label: 'Pattern',
    editor: 'pattern',
    hint: 'A regular expression in RE2 syntax that the whole value has to match, like [A-Z]{2}-\\d{4}.',
    summary: { other: '{{value}}' },
    rule: z.string().max(longestPattern),
    narrows: (before, after) => after !== undefined && after !== before,
  }),
  patternMessage: textSetting({
    label: 'Pattern message',
    of: 'pattern',
    hint: 'Said of other values in place of the pattern, like: Two letters and four digits, as on the card.',
    summary: { other: '' },
    rule: oneLine(longestMessage).min(1, worded('empty_text')),
  }),
}

export interface FormRules {
  length: number
  minLength: number | undefined
  pattern: string | undefined
  patternMessage: string | undefined
}

/** Refuses settings that no text could meet, and patterns that nobody could try. */
export function formsInOrder(
  { length, minLength, pattern }: FormRules,
  context: z.RefinementCtx,
): void {
  if (minLength !== undefined && minLength > length)
    refuse(context, reason('above_maximum', { most: length }), ['minLength'])
  const fault = pattern === undefined ? null : patternFault(pattern, length)
  if (fault === 'unreadable') refuse(context, reason('not_pattern'), ['pattern'])
  if (fault === 'too_costly') refuse(context, reason('pattern_too_large', { length }), ['pattern'])
}

/** True where not every text of the type will do. */
export function asksForm({ minLength, pattern }: FormRules): boolean {
  return minLength !== undefined || pattern !== undefined
}

/** @returns why a text, as it is kept, has not the form that is asked for; null for one that has */
export function formFault(
  text: string,
  { minLength, pattern, patternMessage }: FormRules,
): Reason | null {
  if (minLength !== undefined && text.length < minLength * 2) {
    const count = characterCount(text)
    if (count < minLength) return reason('too_short', { least: minLength, has: count })
  }
  if (pattern === undefined || patternOf(pattern).matches(text)) return null
  return patternMessage === undefined
    ? reason('other_form', { pattern })
    : reason('other_form_told', { told: patternMessage })
}

/** The same for documents that programs read: in words where their syntax has no such pattern. */
export function formNote({ minLength, pattern }: FormRules): Record<string, unknown> {
  const shared = pattern === undefined ? null : ecmaPattern(pattern)
  return {
    ...(minLength === undefined ? {} : { minLength }),
    ...(shared === null ? {} : { pattern: shared }),
    ...(pattern === undefined || shared !== null
      ? {}
      : { description: `The whole text matches ${pattern} (RE2 syntax).` }),
  }
}

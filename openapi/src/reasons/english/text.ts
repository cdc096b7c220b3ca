import { amount } from '../amount.ts'
/** Reasons about a text, whatever it is for. */
export const textReasons = {
  not_text: () => 'must be text',
  control_characters: () => 'must not contain control characters',
  malformed_text: () => 'must be well-formed Unicode text',
  several_lines: () => 'must be on one line',
  /** `least` and `has` count characters. */
  too_short: ({ least, has }: { least: number; has: number }) =>
    `must be at least ${amount(least, 'character')} long, has ${has}`,
  /** `pattern`: the field's, in RE2 syntax. */
  other_form: ({ pattern }: { pattern: string }) => `must have the form ${pattern}`,
  /** `told`: what an administrator wrote to be said. */
  other_form_told: ({ told }: { told: string }) => `must have another form: ${told}`,
  not_url: () => 'must be a web address that begins with http://, https:// or mailto:',
  empty_text: () => 'must not be empty',
  /** `most` and `has` count characters; `has` only where they were counted. */
  too_long: ({ most, has }: { most: number; has?: number }) =>
    `must be at most ${amount(most, 'character')} long${has === undefined ? '' : `, has ${has}`}`,
}

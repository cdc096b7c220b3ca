import type { textReasons } from '../english/text.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofTexts: ExplanationsOf<typeof textReasons> = {
  not_text: {
    when: 'What is to be text is a number, an object or a list',
    right: 'text between quotes',
    example: [],
  },
  control_characters: {
    when: 'A text has characters that no file can carry, as NUL',
    right: 'the text without them',
    example: [],
  },
  malformed_text: {
    when: 'A text has half a character, as it is left by cutting one in two',
    right: 'whole characters',
    example: [],
  },
  several_lines: {
    when: 'A field of one line is sent several',
    right: 'one line, or a text area',
    example: [],
  },
  not_url: {
    when: 'A text for a web address is none, or one of another kind, as `javascript:`',
    right: 'an address that begins with http://, https:// or mailto:',
    example: [],
  },
  empty_text: {
    when: 'A name or a label is empty, or has nothing but blanks',
    right: 'at least one character that can be seen',
    example: [],
  },
  too_short: {
    when: 'A text has fewer characters than its field asks for',
    right: 'a longer text',
    example: [{ least: 3, has: 2 }],
  },
  other_form: {
    when: 'A text does not match the pattern of its field as a whole',
    right: 'a text of that form',
    example: [{ pattern: '[A-Z]{2}-\\d{4}' }],
  },
  other_form_told: {
    when: 'The same, where the definition says in words what is right',
    right: 'a text of that form',
    example: [{ told: 'Two letters and four digits, as on the card.' }],
  },
  too_long: {
    when: 'A text has more characters than its field, or what it is for, takes',
    right: 'a shorter text, or a field of another length',
    example: [{ most: 5, has: 6 }],
  },
}

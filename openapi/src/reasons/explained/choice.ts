import type { choiceReasons } from '../english/choice.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofChoices: ExplanationsOf<typeof choiceReasons> = {
  not_boolean: {
    when: 'What is to be true or false is neither',
    right: '`true` or `false`; in a file also yes and no',
    example: [],
  },
  not_list: {
    when: 'A single value is sent where there may be several',
    right: 'a list, of one value too',
    example: [],
  },
  not_object: {
    when: 'Something else than an object stands where one is needed',
    right: 'an object, `{…}` in JSON',
    example: [],
  },
  one_member_needed: {
    when: 'An object has none of the members of which each says something else, or several of them',
    right: 'one of those named',
    example: [{ members: ['set', 'clear', 'add', 'remove'] }],
  },
  too_few_values: {
    when: 'A list has fewer members than it needs',
    right: 'as many as are named, or more',
    example: [{ least: 1 }],
  },
  too_many_values: {
    when: 'A list has more members than it may',
    right: 'as many as are named, or fewer',
    example: [{ most: 50 }],
  },
  not_option: {
    when: 'A choice is none of the field’s options, by text or by id',
    right: 'one of the options named',
    example: [{ options: ['Gold', 'Silver'] }],
  },
  not_time_zone: {
    when: 'A text for a time zone is none; an offset is none either, since it has no summer',
    right: 'a name of the IANA database',
    example: [],
  },
  option_twice: {
    when: 'A field is defined with two options that read the same, but for case and accents',
    right: 'options that differ',
    example: [{ text: 'Gold' }],
  },
  option_id_twice: {
    when: 'A field is defined with two options of one id',
    right: 'another id, or none: then one is made of the text',
    example: [],
  },
}

import type { noteReasons } from '../english/note.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofNotes: ExplanationsOf<typeof noteReasons> = {
  kept_value: {
    when: 'Merge meets a contact that has another value in the field',
    right: 'Replace for the row, or changing the contact',
    example: [{ kept: 'Berlin' }],
  },
  kept_identities: {
    when: 'Merge meets a contact that has another identity of the kind',
    right: 'Replace for the row, or adding the identity to the contact',
    example: [{ left: ['ann@example.org'], kept: ['ann@example.com'] }],
  },
  read_only_now_left: {
    when: 'A cell has another value than the contact, whose field is read only under a condition that the contact meets before the row',
    right: 'the value that the contact has, or a blank cell',
    example: [],
  },
  read_only_left: {
    when: 'A row has a value for a read-only field of a contact that exists',
    right: 'a field that is not read only',
    example: [],
  },
  not_yours_left: {
    when: 'A row has a value for a field that the importer’s role may not change',
    right: 'an import by somebody who may',
    example: [],
  },
  field_deleted: {
    when: 'A field was deleted between the beginning of an import and the row',
    right: 'restoring the field and importing the rows named once more',
    example: [],
  },
  field_hidden: {
    when: 'A field was hidden from the importer between the beginning of an import and the row',
    right: 'an import of the rows named by somebody who sees the field',
    example: [],
  },
  left_blank: {
    when: 'A cell breaks a rule of its field, and such cells of the column are to be left blank',
    right: 'a value that the field takes',
    example: [{ rule: 'not_number', why: 'must be a number' }],
  },
  time_shown_twice: {
    when: 'A time stands in the hour that clocks show twice when they go back',
    right: 'the offset behind the time, where the second is meant',
    example: [
      {
        zone: 'Europe/Berlin',
        taken: '2026-10-25T00:30:00.000Z',
        other: '2026-10-25T01:30:00.000Z',
      },
    ],
  },
  hidden_field_noted: {
    when: 'Something is said of a cell of a field that whoever reads the result may not see',
    right: 'asking somebody who sees the field',
    example: [],
  },
}

import type { contactReasons } from '../english/contact.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofContacts: ExplanationsOf<typeof contactReasons> = {
  required: {
    when: 'A required field is left empty where a contact is created, or emptied later',
    right: 'a value; a blank text or an empty list is none',
    example: [],
  },
  read_only: {
    when: 'A read-only field of a contact that exists is sent another value than it has',
    right: 'the value that it has, or none at all',
    example: [],
  },
  read_only_now: {
    when: 'A field is read only under a condition that the contact meets before the change, and is sent another value than it has',
    right:
      'the value that it has; where the contact no longer meets the condition, any in the next change',
    example: [],
  },
  not_there: {
    when: 'A field is there only for contacts that meet a condition, the contact would not meet it with what is sent, and the field is sent a value',
    right: 'leaving it out, the value that it has, or null to clear that',
    example: [],
  },
  option_not_offered: {
    when: 'An option is offered only for contacts that meet a condition, and a contact that does not meet it would have it',
    right: 'one of the options that are offered',
    example: [{ option: 'Bavaria' }],
  },
  not_yours_to_change: {
    when: 'A field is sent a value by somebody whose role may not change it',
    right: 'the value that it has, or none at all',
    example: [],
  },
  mask_sent: {
    when: 'A field of which somebody sees only masks is sent one, like `ma****om`',
    right: 'leaving it out, or the whole of a new value where they may change it',
    example: [],
  },
  computed: {
    when: 'A time that Cardfile keeps itself, as of creation, is sent',
    right: 'leaving it out',
    example: [],
  },
  unknown_field: {
    when: 'A value is sent under a key that no field has, or none that whoever asks may see',
    right: 'the key of a field, as `GET /api/v1/fields` lists them',
    example: [],
  },
  only_removed: {
    when: 'Many contacts at once are to be given an identity, or to lose all of a kind',
    right: '`remove` with the identities that are to go',
    example: [],
  },
  only_cleared: {
    when: 'Many contacts at once are to be given one value of a unique field',
    right: '`clear`, or a value for each contact by itself',
    example: [],
  },
  only_set_or_cleared: {
    when: 'Something is to be added to a field of many contacts that has one value, or removed from it',
    right: '`set` or `clear`',
    example: [],
  },
  unknown_key: {
    when: 'An object has a member that is not known there',
    right: 'the members that the document names',
    example: [],
  },
  identity_missing: {
    when: 'A contact would have no identity at all',
    right: 'at least one of those named',
    example: [{ fields: ['Email', 'SMS'] }],
  },
  identity_taken: {
    when: 'An identity belongs to another contact',
    right: 'an identity that nobody has; or changing the contact that has it',
    example: [{ value: 'ann@example.com', name: 'Ann' }],
  },
  identities_of_several: {
    when: 'The identities of a row of an import belong to several contacts',
    right: 'identities of one contact alone',
    example: [{ value: 'ann@example.com', name: 'Ann' }],
  },
  phone_of_another: {
    when: 'A row has nothing but a phone number to tell who it is, and a contact of another name has it',
    right: 'an e-mail address or another identity beside it',
    example: [{ value: '+49 30 123456', name: 'Ann' }],
  },
  hidden_field: {
    when: 'A row failed for a field that whoever reads the result may not see',
    right: 'what somebody says who sees the field',
    example: [],
  },
  formula_without_result: {
    when: 'A cell has a formula whose result is an error, as `#N/A`',
    right: 'a value, or a blank cell',
    example: [],
  },
  beyond_headings: {
    when: 'A row goes on where the headings have ended',
    right: 'a heading above it, or a blank cell',
    example: [{ column: 'F' }],
  },
}

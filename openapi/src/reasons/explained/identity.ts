import type { identityReasons } from '../english/identity.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofIdentities: ExplanationsOf<typeof identityReasons> = {
  empty_identity: {
    when: 'Nothing is left of an identity without what surrounds it',
    right: 'an identity, or leaving it out',
    example: [],
  },
  blanks_in_identity: {
    when: 'A handle or an id has blanks within',
    right: 'the handle alone',
    example: [],
  },
  bare_site: {
    when: 'The address of a site stands where somebody there is meant',
    right: 'the address of their page, or their handle',
    example: [],
  },
  spoilt_number: {
    when: 'An id or a phone number is a number that a spreadsheet has rounded, as `8.93421E+18`',
    right: 'the whole number, in a column that is formatted as text',
    example: [],
  },
  identity_too_long: {
    when: 'An identity has more characters than its field takes',
    right: 'a shorter one',
    example: [{ most: 254 }],
  },
  not_email: {
    when: 'A text for an e-mail address is none',
    right: 'a name, an @ and a domain',
    example: [],
  },
  several_emails: {
    when: 'Two e-mail addresses are written as one',
    right: 'each by itself; in a cell with the separator of the column between them',
    example: [],
  },
  impossible_domain: {
    when: 'An e-mail address has a domain that cannot be registered, as one with two dots in a row',
    right: 'the domain as it is',
    example: [{ domain: 'x..com' }],
  },
  area_code_missing: {
    when: 'A phone number stands without its area code, where the same one is dialled in every area',
    right: 'the number with its area code',
    example: [],
  },
  group_chat: {
    when: 'The id or the link of a group stands where a person is meant',
    right: 'the number or the id of one person',
    example: [],
  },
  number_not_in_link: {
    when: 'A link of WhatsApp has no number in it, as `wa.me/message/…`',
    right: 'the number itself',
    example: [],
  },
  several_handles: {
    when: 'Two handles are written as one',
    right: 'each by itself; in a cell with the separator of the column between them',
    example: [],
  },
  other_site: {
    when: 'A handle is given as the address of a page of another site',
    right: 'the handle, or the address of the page on the site of the field',
    example: [],
  },
  several_phones: {
    when: 'Two phone numbers are written as one',
    right: 'each by itself; in a cell with the separator of the column between them',
    example: [],
  },
  not_phone: {
    when: 'A text for a phone number is none that its country has',
    right: 'the number with + and its country code, or as it is dialled in the country named',
    example: [{ country: 'US' }],
  },
}

import { amount } from '../amount.ts'
/** Reasons about an identity. Where several may stand in one field, what was typed is named before the sentence. */
export const identityReasons = {
  empty_identity: () => 'must not be empty',
  blanks_in_identity: () => 'must not contain blanks',
  bare_site: () => 'is the address of a site, not of somebody there',
  spoilt_number: () =>
    'is a number that a spreadsheet has shortened: format the column as text and enter the whole number again',
  identity_too_long: ({ most }: { most: number }) =>
    `must be at most ${amount(most, 'character')} long`,
  not_email: () => 'must be an e-mail address like ann@example.com',
  several_emails: () => 'must be one e-mail address: enter each of them by itself',
  impossible_domain: ({ domain }: { domain: string }) =>
    `must be an e-mail address: there can be no domain “${domain}”`,
  area_code_missing: () => 'must have its area code: without one it is another number in each area',
  group_chat: () => 'is a group or a channel, not a person',
  number_not_in_link: () =>
    'does not tell anybody’s number: open it, and enter the number that it leads to',
  several_handles: () => 'must be one handle: enter each of them by itself',
  other_site: () => 'is an address from which no handle of this site can be told',
  several_phones: () => 'must be one phone number: enter each of them by itself',
  /** `country`: ISO 3166-1 alpha-2, where numbers without a country code are read. */
  not_phone: ({ country }: { country: string }) =>
    `must be a phone number like +49 30 123456 (without a +, it is read as one of ${country})`,
}

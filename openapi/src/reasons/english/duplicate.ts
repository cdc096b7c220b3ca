/** What two contacts have in common, for which they may be one. `values`: as they were typed. */
export const duplicateReasons = {
  same_identity: ({ values }: { values: readonly string[] }) =>
    `the same under different identities: ${values.join(' and ')}`,
  same_mailbox: ({ values }: { values: readonly string[] }) =>
    `e-mail addresses of the same mailbox: ${values.join(' and ')}`,
  same_phone: ({ values }: { values: readonly string[] }) =>
    `the same phone number: ${values.join(' and ')}`,
  same_office_phone: ({ values }: { values: readonly string[] }) =>
    `the same phone number, which may be a company’s: ${values.join(' and ')}`,
  same_handle: ({ values }: { values: readonly string[] }) =>
    `the same handle on different sites: ${values.join(' and ')}`,
  same_name: ({ values }: { values: readonly string[] }) =>
    `the same name: ${values.join(' and ')}`,
  same_company: ({ values }: { values: readonly string[] }) =>
    `the same company: ${values.join(' and ')}`,
  same_city: ({ values }: { values: readonly string[] }) =>
    `the same city: ${values.join(' and ')}`,
  same_contact: () => 'is the contact itself',
  /** `most`: more contacts than that have it */
  shared_by_many: ({ values, most }: { values: readonly string[]; most: number }) =>
    `more than ${most} contacts have this, so that it tells nothing: ${values.join(' and ')}`,
}

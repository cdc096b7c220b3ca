/** Reasons about a contact as a whole, and about which values may be set at all. */
export const contactReasons = {
  required: () => 'is required',
  read_only: () => 'is read only once the contact exists',
  /** As the contact is before the change: to be unlocked first, in a change of its own. */
  read_only_now: () => 'is read only as the contact is now',
  /** A field has conditions that this contact does not meet; a value can be cleared, and none be set. */
  not_there: () => 'is not there for this contact, so it takes no value',
  /** `option`: its text. */
  option_not_offered: ({ option }: { option: string }) =>
    `has “${option}”, which is not offered for this contact`,
  not_yours_to_change: () => 'is not yours to change',
  /** A field of which whoever asks sees only masks. */
  mask_sent: () => 'has a mask, which stands for a value and is none: send whole values',
  computed: () => 'is kept by Cardfile and cannot be set',
  unknown_field: () => 'is not a field of contacts',
  /** Of many contacts at once. */
  only_removed: () => 'is an identity: of many contacts at once it can only be removed',
  only_cleared: () =>
    'has a value that no two contacts share: of many at once it can only be cleared',
  only_set_or_cleared: () => 'has one value, which can be set or cleared, not added to',
  unknown_key: () => 'is not known here',
  /** `fields`: the names of the identity fields, as a form shows them. */
  identity_missing: ({ fields }: { fields: readonly string[] }) =>
    `at least one identity is needed: ${fields.join(', ')}`,
  /** `value`: the identity as it was sent; `name`: whose it is. */
  identity_taken: ({ value, name }: { value: string; name: string }) =>
    `“${value}” belongs to ${name}`,
  identities_of_several: ({ value, name }: { value: string; name: string }) =>
    `“${value}” belongs to ${name}, while other identities of this row belong to other contacts`,
  /** A row that has no other identity; `name`: the contact that has the number. */
  phone_of_another: ({ value, name }: { value: string; name: string }) =>
    `“${value}” belongs to ${name}, and nothing else tells who this is: an e-mail address or another identity is needed`,
  /** Told in the place of reasons that would give away what is not shown to whoever reads them. */
  hidden_field: () => 'a value breaks a rule of a field that you may not see',
  formula_without_result: () => 'is a formula without a result',
  /** `column`: the column's letters, as a spreadsheet shows them. */
  beyond_headings: ({ column }: { column: string }) =>
    `stands in column ${column}, beyond the last heading`,
}

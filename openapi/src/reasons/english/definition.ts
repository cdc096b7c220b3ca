import { amount } from '../amount.ts'
/** Reasons about the definition of a field, a role, a key or a saved mapping. */
export const definitionReasons = {
  not_date_bound: () =>
    'must be a day, like 2026-01-31, or one counted from today, like today-18y or today+30d',
  latest_before_earliest: () => 'must not be before the earliest day',
  not_pattern: () => 'must be a regular expression in RE2 syntax',
  /** `length`: characters of the field's longest text. */
  pattern_too_large: ({ length }: { length: number }) =>
    `must take less time for texts of ${amount(length, 'character')}: shorten its repetitions, or the field's length`,
  unique_no_default: () => 'must be empty: every new contact would have the same value',
  unique_alone: () =>
    'must be turned on by itself, before or after other changes of what values may be',
  unique_type: () => 'cannot be changed as long as the values are unique: turn that off first',
  /** `contacts`: how many have the value. */
  value_of_several: ({ contacts }: { contacts: number }) =>
    `is the value of ${amount(contacts, 'contact')}`,
  not_unit: () => 'must have a letter or a sign that is no part of a number',
  key_pattern: () => 'must be lower-case letters, digits and _, beginning with a letter',
  option_id_pattern: () => 'must be lower-case letters, digits and _',
  reserved_word: () => 'is a reserved word',
  key_of_other_field: () => 'belongs to another field, or did to one that was deleted',
  key_fixed: () => 'cannot be changed: programs know the field by it',
  not_country: () => 'must be a country by its two letters, like US',
  not_currency: () => 'must be a currency by its code, like EUR',
  hidden_required: () => 'must not be set on a hidden field',
  name_always_shown: () => 'must stay set: the name is always visible and required',
  options_missing: () => 'must list at least one option',
  too_many_options: ({ most }: { most: number }) => `must list at most ${amount(most, 'option')}`,
  /** `type`: the label of the type that the field has. */
  setting_of_other_type: ({ type }: { type: string }) => `is no setting of the type ${type}`,
  name_of_other_field: () => 'is the name of another field',
  name_of_other_role: () => 'is the name of another role',
  name_of_other_mapping: () => 'is the name of another mapping',
  name_of_other_section: () => 'is the name of another section',
  name_of_other_view: () => 'is the name of another view',
  field_of_view_gone: () => 'uses a field that was deleted',
  condition_on_computed: ({ field }: { field: string }) =>
    `cannot depend on ${field}, which every change moves`,
  condition_on_masked: ({ field }: { field: string }) =>
    `cannot depend on ${field}, of which you see masks`,
  condition_on_today: () => 'cannot depend on the day on which it is asked',
  operand_field_not_taken: ({ operator, field }: { operator: string; field: string }) =>
    `${field} cannot be compared with another field by “${operator}”`,
  operand_field_of_other_type: ({ other, field }: { other: string; field: string }) =>
    `${field} cannot be compared with ${other}: they are not of one type`,
  /** `fields`: their names in the order they depend on each other, the first one again at the end. */
  condition_circle: ({ fields }: { fields: string }) => `goes round in a circle: ${fields}`,
  condition_unseen: () => 'depends on a field that you may not see, so it is not yours to change',
  only_of_shared_view: () => 'can be said of a shared view only',
  no_such_section: () => 'is no section of the form',
  stated_twice: () => 'stands in the document twice',
  stated_and_pruned: () => 'is to be deleted, and stands in the document',
  only_custom_deleted: () => 'cannot be deleted: it is no custom field',
  /** `names`: those of the fields and sections whose conditions look at the field. */
  pruned_and_needed: ({ names }: { names: string[] }) =>
    `cannot be deleted: conditions of ${names.join(', ')} depend on it`,
  sections_not_named_once: () => 'must name every section once',
  fields_not_named_once: () => 'must name every field once',
  /** `role`: the name of the role of whoever asks. */
  own_role_missing: ({ role }: { role: string }) => `must include your own role, ${role}`,
  /** `role`: the name of the role of whoever asks. */
  own_role_masked: ({ role }: { role: string }) => `must not have your own role, ${role}`,
  no_such_role: () => 'is no role of this installation',
  no_such_role_named: ({ id }: { id: string }) => `“${id}” is no role of this installation`,
  not_role_id: () => 'must be the id of a role',
  permission_missing: () => 'must name one permission at least',
  /** `permission`: its stable name; `role`: the name of the role that lacks it. */
  permission_beyond_role: ({ permission, role }: { permission: string; role: string }) =>
    `${permission} is none of ${role}’s`,
  not_in_future: () => 'must be in the future',
  /** `at`: ISO 8601 in UTC */
  beyond_own_expiry: ({ at }: { at: string }) =>
    `must be at the latest when your own key expires, ${at}`,
  permission_needs_other: ({ permission, needed }: { permission: string; needed: string }) =>
    `${permission} needs ${needed}`,
  /** Stored values that a change of the definition would lose. */
  would_lose_values: () => 'would lose values',
  would_lose_zeros: () => 'would lose its leading zeros',
  does_not_fit: () => 'does not fit',
  /** A note, as a sentence of its own. */
  time_of_day_added: () =>
    'Each day gets the time 10:00 UTC, at which it is that day from Hawaii to New Zealand.',
  // Why a property is locked, as a sentence of its own.
  locked_name: () =>
    'This is the name that contacts are found by; it is always visible and required.',
  locked_system: () => 'Fixed for system fields: other parts of the product rely on it.',
  locked_identity: () => 'Fixed for identity fields: it decides how contacts are told apart.',
  locked_no_default: () =>
    'An identity belongs to one contact alone: it has no default, and is always found fast.',
  locked_computed: () => 'Cardfile keeps this value itself.',
  locked_no_country: () => 'Only phone numbers that identify a contact are read in a country.',
}

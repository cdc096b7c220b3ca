import { type FileFormat, type FileWay, fileFormats, fileWays } from '../reasons/english/file.ts'
import { amount } from '../reasons/amount.ts'
/** Why a contact, a field, a role or an import stays as it is. */
export const recordRefusals = {
  contact_stale: ({ version }: { version: number }) => `This contact is at version ${version} now.`,
  field_stale: ({ version }: { version: number }) => `This field is at version ${version} now.`,
  role_stale: ({ version }: { version: number }) => `This role is at version ${version} now.`,
  mapping_stale: ({ version }: { version: number }) => `This mapping is at version ${version} now.`,
  view_stale: ({ version }: { version: number }) => `This view is at version ${version} now.`,
  /** `name`: of the view */
  view_broken: ({ name }: { name: string }) =>
    `The view “${name}” lists nothing, since a field or an option that it needs is not available.`,
  view_name_taken: ({ name }: { name: string }) => `There is a view named “${name}” already.`,
  too_many_views: ({ most }: { most: number }) =>
    `There are ${amount(most, 'view')} already, as many as there may be; delete one first.`,
  view_of_other: () =>
    'This view belongs to somebody else; save what you see as a view of your own.',
  note_stale: ({ version }: { version: number }) => `This note is at version ${version} now.`,
  note_of_other: () => 'This note was written by somebody else; only they can change it.',
  note_in_trash: () =>
    'The contact is in the trash; restore it before you write, change or delete its notes.',
  person_stale: ({ name }: { name: string }) => `${name} was changed in the meantime.`,
  contact_in_trash: () => 'This contact is in the trash; ask with trashed=true to see it.',
  not_in_trash: () => 'This contact is not in the trash.',
  /** `name`: of the contact it was merged into */
  contact_merged: ({ name }: { name: string }) => `This contact was merged into ${name}.`,
  merge_undone: () => 'This merge was taken back already.',
  merge_too_old: ({ days }: { days: number }) =>
    `This merge is more than ${days} days old; it can no longer be taken back.`,
  /** `name`: of the contact that survived */
  survivor_in_trash: ({ name }: { name: string }) =>
    `${name} is in the trash; restore that contact first.`,
  changed_meanwhile: () => 'This contact was changed meanwhile.',
  identity_taken_unseen: () => 'Another contact has one of its identities, which you may not see.',
  /** One of them; `value`: the identity as it was sent; `name`: whose it is. */
  identity_taken: ({ value, name }: { value: string; name: string }) =>
    `“${value}” belongs to ${name}.`,
  identity_unknown: () => 'No contact has this identity.',
  identities_unknown: () => 'No contact has any of these identities.',
  contacts_being_changed: () => 'These contacts are being changed by others; send it again.',
  list_changed: ({ now, expected }: { now: number; expected: number }) =>
    `The list stands for ${amount(now, 'contact')} now, not ${expected}; none was changed.`,
  field_name_taken: ({ name }: { name: string }) => `There is a field named “${name}” already.`,
  plan_moved: () =>
    'The set-up, or what a step of the plan touches, is no longer what it was; make a new plan.',
  plan_blocked: ({ name, contacts }: { name: string; contacts: number }) =>
    `What ${amount(contacts, 'contact')} have in “${name}” stands in the way of the plan; nothing of it was done.`,
  section_stale: ({ version }: { version: number }) => `This section is at version ${version} now.`,
  section_name_taken: ({ name }: { name: string }) => `There is a section named “${name}” already.`,
  too_many_sections: ({ most }: { most: number }) =>
    `There are ${amount(most, 'section')} already, as many as there may be; delete one first.`,
  field_key_taken: ({ key }: { key: string }) => `There is, or was, a field with the key “${key}”.`,
  field_rights_not_yours: ({ field }: { field: string }) =>
    `You may not change “${field}” in contacts, so you cannot say who may.`,
  field_masked_for_you: ({ field }: { field: string }) =>
    `You see only masks of “${field}”, so its definition is not yours to change.`,
  contacts_being_written: () =>
    'Contacts are being written all the time; try again when there is less going on.',
  field_converting: ({ name }: { name: string }) =>
    `The values of “${name}” are being converted; it can be changed when that is over.`,
  conversion_done: () => 'The field is converted; what is left is to tidy up.',
  reindex_needed: () => 'Without it search would find contacts by what they no longer have.',
  job_over: () => 'This job is over already.',
  bulk_running: () => 'This change of many contacts is running; let it end, or cancel it first.',
  step_tried_again: () => 'Contacts are being written all the time; the next step is tried again.',
  /** `name`: of the field; `fields`: names of those whose conditions look at it. */
  field_needed: ({ name, fields }: { name: string; fields: readonly string[] }) =>
    `Conditions of other fields depend on “${name}”: ${fields.join(', ')}. Change those first.`,
  field_needed_unseen: ({ name }: { name: string }) =>
    `Conditions of fields that you may not see depend on “${name}”; somebody who sees them must change them first.`,
  field_needs_deleted: ({ name }: { name: string }) =>
    `A condition of “${name}” depends on a field that is deleted, or has changed; restore that one first.`,
  field_not_custom: () => 'Only custom fields can be deleted.',
  values_in_the_way: ({ contacts }: { contacts: number }) =>
    `${amount(contacts, 'contact has a value', 'contacts have values')} that would be lost, counting those in the trash.`,
  /** With an example of them; `why`: the sentence of a reason, whose code is `rule`. */
  values_in_the_way_like: (told: { contacts: number; value: string; why: string; rule: string }) =>
    `${recordRefusals.values_in_the_way(told)} For example “${told.value}” ${told.why}.`,
  values_not_unique: ({ contacts }: { contacts: number }) =>
    `${amount(contacts, 'contact shares', 'contacts share')} a value with another one.`,
  role_name_taken: ({ name }: { name: string }) => `There is a role named “${name}” already.`,
  // Imports
  import_being_changed: () => 'The contacts of this import are being changed by others; try again.',
  chunk_being_changed: () =>
    'The contacts of this chunk are being changed by others; send it again.',
  dry_run_changed_nothing: () => 'A dry run changed nothing.',
  import_running: () => 'This import is running; finish or cancel it first.',
  /** `state`: its stable name */
  import_ended: ({ state }: { state: string }) => `This import is ${state} already.`,
  import_in_state: ({ state }: { state: string }) => `This import is ${state}.`,
  next_chunk: ({ chunk }: { chunk: number }) => `The next chunk of this import is ${chunk}.`,
  chunk_delivered: ({ chunk }: { chunk: number }) =>
    `Chunk ${chunk} was delivered before with other rows.`,
  import_of_other: ({ name }: { name: string }) =>
    `This import was begun by ${name}, and goes on with their rows alone.`,
  import_of_somebody: () =>
    'This import was begun by somebody else, and goes on with their rows alone.',
  file_types: ({ types }: { types: readonly string[] }) => `Send a file as ${types.join(', ')}.`,
  /** The same of a type that is known, and not read. */
  file_type_of_format: (told: { format: FileFormat; way: FileWay; types: readonly string[] }) =>
    `What is sent is ${fileFormats[told.format]}, which cannot be read here. ${fileWays[told.way]} ${recordRefusals.file_types(told)}`,
  too_many_mappings: ({ most }: { most: number }) =>
    `There are ${amount(most, 'saved mapping')}, as many as there may be; delete one first.`,
  mapping_name_taken: ({ name }: { name: string }) => `There is a mapping named “${name}” already.`,
  mapping_of_unseen: () =>
    'This mapping fills fields that you do not see; save yours under another name.',
  file_too_large: () => 'The file is too large.',
  /** How far a file came; more may be said behind it. `rows`: how many. */
  file_stopped_imported: ({ rows, id }: { rows: number; id: string }) =>
    `Reading stopped after ${amount(rows, 'row, which was', 'rows, which were')} imported (import ${id}).`,
  file_stopped_judged: ({ rows, id }: { rows: number; id: string }) =>
    `Reading stopped after ${amount(rows, 'row, which was', 'rows, which were')} judged (import ${id}).`,
  file_stopped_open: ({ id }: { id: string }) =>
    `Reading stopped. Import ${id} is still open and tells how many rows it has.`,
}

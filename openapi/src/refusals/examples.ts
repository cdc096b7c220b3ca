import type { RefusalCode, refusals } from './refusal.ts'

type Table = typeof refusals

/** Of each code whose sentence takes any, parameters that it is shown with on the page of all messages. */
export const refusalExamples: {
  [Code in RefusalCode as Table[Code] extends () => string ? never : Code]: Parameters<
    Table[Code]
  >[0]
} = {
  too_many_attempts: { seconds: 30 },
  too_many_requests: { seconds: 2 },
  permission_needed: { permission: 'Manage fields', id: 'manage_fields' },
  role_sees_more: { role: 'Admin' },
  role_changes_more: { role: 'Admin', field: 'Salary' },
  permission_lacking: { permission: 'Manage fields', id: 'manage_fields' },
  role_built_in: { role: 'Agent' },
  role_in_use: { role: 'Sales' },
  person_suspended: { name: 'Ann' },
  invitation_open: { name: 'Ann' },
  nested_too_deep: { most: 64 },
  body_too_large: { most: 1_048_576 },
  body_encoded: { encoding: 'br' },
  address_too_long: { most: 16_384 },
  too_many_headers: { most: 100, characters: 16_384 },
  no_such_address: { method: 'GET', path: '/api/v1/contact' },
  other_methods: { path: '/api/v1/me', methods: 'GET, PATCH' },
  no_such_id: { what: 'contact' },
  many_faults: { count: 250, most: 100 },
  index_share: { percent: 40 },
  watching_too_many: { most: 4 },
  all_watching_too_many: { most: 100 },
  contact_stale: { version: 3 },
  field_stale: { version: 3 },
  role_stale: { version: 3 },
  mapping_stale: { version: 3 },
  person_stale: { name: 'Ann' },
  identity_taken: { value: 'ann@example.com', name: 'Ann' },
  list_changed: { now: 12, expected: 10 },
  field_name_taken: { name: 'City' },
  field_key_taken: { key: 'city' },
  field_rights_not_yours: { field: 'Salary' },
  field_converting: { name: 'City' },
  values_in_the_way: { contacts: 3 },
  values_in_the_way_like: {
    contacts: 3,
    value: 'x',
    rule: 'not_number',
    why: 'must be a number',
  },
  role_name_taken: { name: 'Sales' },
  import_ended: { state: 'finished' },
  import_in_state: { state: 'cancelled' },
  next_chunk: { chunk: 4 },
  chunk_delivered: { chunk: 4 },
  import_of_other: { name: 'Ann' },
  file_types: { types: ['text/csv', 'text/vcard'] },
  file_type_of_format: { format: 'pdf', way: 'ask_for', types: ['text/csv', 'text/vcard'] },
  too_many_mappings: { most: 200 },
  mapping_name_taken: { name: 'Web shop' },
  file_stopped_imported: { rows: 500, id: '019ac5d2' },
  file_stopped_judged: { rows: 500, id: '019ac5d2' },
  file_stopped_open: { id: '019ac5d2' },
}

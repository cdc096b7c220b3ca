import type { accountReasons } from './english/account.ts'
import type { definitionReasons } from './english/definition.ts'
import type { duplicateReasons } from './english/duplicate.ts'
import type { fileReasons } from './english/file.ts'
import type { requestReasons } from './english/request.ts'
import type { undoReasons } from './english/undo.ts'

/** Of each code whose sentence takes any, parameters that it is shown with on the page of all messages. */
type ExamplesOf<Table> = {
  [Code in keyof Table as Table[Code] extends () => string ? never : Code]: Table[Code] extends (
    params: infer Params,
  ) => string
    ? Params
    : never
}

export const accountExamples: ExamplesOf<typeof accountReasons> = {
  password_too_short: { least: 12 },
  password_too_long: { most: 128 },
}

export const definitionExamples: ExamplesOf<typeof definitionReasons> = {
  value_of_several: { contacts: 2 },
  pattern_too_large: { length: 32_767 },
  too_many_options: { most: 500 },
  setting_of_other_type: { type: 'Text' },
  condition_on_computed: { field: 'Created at' },
  condition_on_masked: { field: 'Salary' },
  operand_field_not_taken: { operator: 'contains', field: 'City' },
  operand_field_of_other_type: { other: 'Score', field: 'City' },
  pruned_and_needed: { names: ['Contract ends'] },
  condition_circle: { fields: 'Plan → Country → Plan' },
  own_role_missing: { role: 'Admin' },
  own_role_masked: { role: 'Admin' },
  no_such_role_named: { id: 'boss' },
  permission_beyond_role: { permission: 'manage_keys', role: 'Agent' },
  beyond_own_expiry: { at: '2030-01-31T00:00:00.000Z' },
  permission_needs_other: { permission: 'edit_contacts', needed: 'view_contacts' },
}

export const requestExamples: ExamplesOf<typeof requestReasons> = {
  not_whole_within: { least: 1, most: 200 },
  wrong_format: { format: 'datetime' },
  too_much_json: { most: 64 },
  rows_not_following: { last: 500, first: 400 },
  not_cell: { longest: 32_767 },
  not_cells: { most: 500, longest: 32_767 },
  no_such_sheet_name: { sheets: ['People', 'Firms'] },
  empty_heading_row_hidden: { hidden: 2 },
  no_heading_row_hidden: { hidden: 2 },
  hidden_sheets: { sheets: ['People', 'Firms'] },
  filter_too_long: { most: 16_000 },
  too_many_conditions: { most: 100, deep: 8 },
  unknown_field_key: { key: 'shoe_size' },
  sorted_twice: { key: 'name' },
  masked_filter: { field: 'Email' },
  masked_sort: { field: 'Email' },
  operator_not_taken: { field: 'City', operator: 'lt' },
  time_zone_not_taken: { operator: 'eq' },
  too_many_operands: { most: 1_000 },
  part_needed: { most: 256 },
}

export const undoExamples: ExamplesOf<typeof undoReasons> = {
  merged_since: { name: 'Ann' },
  read_only_by_now: { name: 'City' },
  required_by_now: { name: 'City' },
  earlier_value_refused: { name: 'Age', rule: 'not_number', why: 'must be a number' },
  identity_taken_since: { value: 'ann@example.com', name: 'Ann' },
}

export const duplicateExamples: ExamplesOf<typeof duplicateReasons> = {
  same_identity: { values: ['+49 30 123456'] },
  same_mailbox: { values: ['ann.lee@acme.example', 'annlee@acme.example'] },
  same_phone: { values: ['+49 30 1234567', '030 1234567'] },
  same_office_phone: { values: ['030 1234567'] },
  same_handle: { values: ['annlee'] },
  same_name: { values: ['Ann Lee', 'Lee, Ann'] },
  same_company: { values: ['Acme', 'ACME Inc.'] },
  same_city: { values: ['Berlin'] },
  shared_by_many: { values: ['Ann Lee'], most: 20 },
}

const file = 'contacts.xlsx'

export const fileExamples: ExamplesOf<typeof fileReasons> = {
  file_empty: { file },
  file_not_read: { file },
  file_of_format: { file, format: 'pdf', way: 'ask_for' },
  file_too_large: { most: 500 },
  file_unpacks_large: { most: 4_096 },
  file_too_large_whole: { most: 64 },
  file_too_many_rows: { most: 1_048_576 },
  sheet_too_many_rows: { most: 1_048_576 },
  file_too_many_cards: { most: 1_048_575 },
  file_too_many_texts: { most: 1_000_000 },
  row_too_many_columns: { row: 7, most: 16_384 },
  row_too_long: { row: 7, most: 1_000_000 },
  row_out_of_place: { row: 7 },
  cell_too_many_columns: { cell: 'B7', most: 16_384 },
  cell_row_too_long: { cell: 'B7', most: 1_000_000 },
  cell_too_long: { cell: 'B7', most: 32_767 },
  cell_too_long_somewhere: { most: 32_767 },
  cell_too_long_in_text: { row: 7, column: 'B', most: 32_767 },
  cell_too_long_in_quotes: { row: 7, column: 'B', most: 32_767 },
  cell_not_number: { cell: 'B7', text: '"x"' },
  cell_text_missing: { cell: 'B7' },
  card_property_too_long: { most: 512 },
  quote_unclosed: { row: 7, column: 'B' },
  encoding_unknown: { encoding: 'ebcdic' },
  encoding_other: { encoding: 'shift_jis' },
  encoding_broken: { encoding: 'UTF-16' },
  code_page_unknown: { codePage: 1361 },
  in_row: {
    row: 7,
    rule: 'encoding_other',
    why: 'The text is not shift_jis. Choose another encoding.',
  },
  sheet_missing: { sheet: 2 },
  export_too_many_rows: { rows: 1_048_576, columns: 16_384 },
  file_took_too_long: { seconds: 60 },
}

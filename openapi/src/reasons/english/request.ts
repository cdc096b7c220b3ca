import { amount } from '../amount.ts'
/** Reasons about a request as a whole, and the parameters of a list. */
export const requestReasons = {
  not_values_by_key: () => 'must be an object of values by field key',
  not_json: () => 'must be JSON',
  not_cursor: () => 'is not a cursor of this list',
  not_cursor_of_order: () => 'is not a cursor of this list in this order',
  cursor_of_gone_contact: () => 'stands at a contact that is gone; begin the list anew',
  page_with_cursor: () => 'cannot be asked for together with a cursor',
  trash_order: () =>
    'the trash takes a search, but no conditions and no order other than the time of deletion',
  not_whole_within: ({ least, most }: { least: number; most: number }) =>
    `must be a whole number from ${least} to ${most}`,
  not_day_or_time: () => 'must be a date-time like 2030-01-31T00:00:00Z',
  /** What a library found and has no name of its own here; `format`: what was expected. */
  wrong_format: ({ format }: { format: string }) => `must have the format ${format}`,
  not_valid: () => 'is not valid',
  // Imports
  twice: () => 'is given twice',
  merged_with_itself: () => 'has the contact that is to survive',
  merged_twice: () => 'has a contact twice',
  not_among_merged: () => 'is taken from none of the contacts that are merged',
  chosen_twice: () => 'is chosen twice',
  not_column: () => 'is not a column of this file',
  options_needed: () => 'is for fields that have options',
  of_one_contact: () => 'belongs to one contact alone',
  separator_in_values: () => 'must be a character that is no part of values',
  headings_name_no_field: () => 'name no field: use the labels or keys that the sample file has',
  headings_missing: () => 'have no heading, so no file could be recognised by them',
  /** `most`: kilobytes */
  too_much_json: ({ most }: { most: number }) => `must be at most ${most} KB of JSON`,
  /** `longest`: characters that a text of a cell may have */
  not_cell: ({ longest }: { longest: number }) => `must be ${aCell(longest)}`,
  not_cells: ({ most, longest }: { most: number; longest: number }) =>
    `must be a list of at most ${amount(most, 'cell')}, each ${aCell(longest)}`,
  rows_out_of_order: () => 'must come in the order of their numbers, each number once',
  /** `last`: number of the last row that was delivered before; `first`: of the first that was sent. */
  rows_not_following: ({ last, first }: { last: number; first: number }) =>
    `must follow row ${last}, which was delivered before, but begin with ${first}`,
  /** `sheets`: their names */
  no_such_sheet_name: ({ sheets }: { sheets: readonly string[] }) =>
    `is none of the file’s: ${sheets.map((name) => `"${name}"`).join(', ')}`,
  empty_heading_row: () => 'has nothing in it',
  /** `hidden`: how many rows are */
  empty_heading_row_hidden: ({ hidden }: { hidden: number }) =>
    `has nothing in it; ${rowsAreHidden(hidden)}, which hiddenRows=1 asks for`,
  no_heading_row: () => 'has no heading row',
  no_heading_row_hidden: ({ hidden }: { hidden: number }) =>
    `has no heading row; ${rowsAreHidden(hidden)}, which hiddenRows=1 asks for`,
  hidden_sheets: ({ sheets }: { sheets: readonly string[] }) =>
    `has hidden sheets, which can be asked for by name: ${sheets.map((name) => `"${name}"`).join(', ')}`,
  // Filters and orders
  too_many_conditions: ({ most, deep }: { most: number; deep: number }) =>
    `must have at most ${amount(most, 'condition')}, ${deep} deep`,
  filter_too_long: ({ most }: { most: number }) =>
    `must come to at most ${amount(most, 'byte')} to be kept`,
  /** `key`: what was sent as the key of a field */
  unknown_field_key: ({ key }: { key: string }) => `“${key}” is not a field of contacts`,
  sorted_twice: ({ key }: { key: string }) => `“${key}” is named twice`,
  masked_filter: ({ field }: { field: string }) =>
    `“${field}” can be asked for whole values only, since you see masks of it`,
  masked_sort: ({ field }: { field: string }) =>
    `“${field}” cannot be sorted by, since you see masks of it`,
  /** `field`: its name; `operator`: its name in the API */
  operator_not_taken: ({ field, operator }: { field: string; operator: string }) =>
    `${field} cannot be filtered by “${operator}”`,
  two_values_needed: () => 'needs a list of two values',
  values_needed: () => 'needs a list of values',
  too_many_operands: ({ most }: { most: number }) => `takes at most ${amount(most, 'value')}`,
  part_needed: ({ most }: { most: number }) =>
    `needs a piece of text of at most ${amount(most, 'character')}`,
  search_not_followed: () =>
    'has a search, and changes tell nothing of that; use a view with conditions alone',
  time_not_followed: () =>
    'has a condition on when a contact was changed, which is met by other changes than those of the contact; use a view without it',
  today_not_followed: () =>
    'has a condition relative to today, which contacts come to meet without being changed; use a view without it',
  /** `operator`: its name in the API */
  time_zone_not_taken: ({ operator }: { operator: string }) =>
    `takes no time zone with “${operator}”, which does not depend on what day it is`,
  only_accents: () => 'needs a letter, digit or sign; accents alone are found nowhere',
}

const aCell = (longest: number): string =>
  `null, text of at most ${longest} characters, a number, true or false, {"number": …, "shown": …}, {"date": …} or {"error": …}`

const rowsAreHidden = (count: number): string =>
  `${amount(count, 'row')} ${count === 1 ? 'is' : 'are'} hidden`

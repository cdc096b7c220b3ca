/** What is said of a cell by itself, without what one row has there. */
export const noteCodes = [
  'kept_value',
  'kept_identities',
  'read_only_left',
  'not_yours_left',
  'field_deleted',
  'field_hidden',
  'left_blank',
  'time_shown_twice',
  'other',
] as const
export type NoteCode = (typeof noteCodes)[number]

import { amount } from '../reasons/amount.ts'
/** Why a request cannot be answered as it is. */
export const requestRefusals = {
  not_json_object: () => 'The body is no JSON object.',
  not_json: () => 'The body is not JSON.',
  not_utf8: () => 'The body is not UTF-8.',
  too_many_members: ({ most }: { most: number }) =>
    `A list or an object of the body has more than ${amount(most, 'member')}.`,
  nested_too_deep: ({ most }: { most: number }) =>
    `The body is nested deeper than ${amount(most, 'level')}.`,
  not_json_type: () => 'Send application/json in UTF-8.',
  body_too_large: ({ most }: { most: number }) => `At most ${amount(most, 'byte')} are taken.`,
  body_encoded: ({ encoding }: { encoding: string }) =>
    `A body in the encoding ${JSON.stringify(encoding)} is not taken; send it without Content-Encoding.`,
  address_too_long: ({ most }: { most: number }) =>
    `An address of at most ${amount(most, 'character')} is taken; what is longer goes into a body.`,
  too_many_headers: ({ most, characters }: { most: number; characters: number }) =>
    `At most ${amount(most, 'header')} with ${amount(characters, 'character')} are taken.`,
  no_such_address: ({ method, path }: { method: string; path: string }) =>
    `There is nothing at ${method} ${path}.`,
  other_methods: ({ path, methods }: { path: string; methods: string }) =>
    `${path} takes ${methods}.`,
  if_match_needed: () =>
    'Send If-Match with the ETag you have, so that nobody’s change is overwritten.',
  key_used_before: () => 'This Idempotency-Key was used for another request before.',
  /** `what`: what was looked for, in English */
  no_such_id: ({ what }: { what: string }) => `There is no ${what} with this id.`,
  many_faults: ({ count, most }: { count: number; most: number }) =>
    `${count} values break a rule; the first ${most} are named.`,
  watching_too_many: ({ most }: { most: number }) =>
    `You watch ${amount(most, 'import')} already; end one of those first.`,
  all_watching_too_many: ({ most }: { most: number }) =>
    `${most} imports are being watched, which is as many as can be.`,
  changes_ahead: () =>
    'There has been no such change here; the database may have been put back to an earlier state. Ask for since=now, then list all contacts, then follow the changes from there.',
  changes_expired: () =>
    'Changes from so long ago are no longer kept. Ask for since=now, then list all contacts, then follow the changes from there.',
  // The database and the server
  server_stopping: () => 'The server is stopping.',
  disk_full: () =>
    'The disk that holds the database is full. What was sent is not kept; reading and exports go on.',
  database_read_only: () =>
    'The file of the database, or the token it is reached by, is read only. Reading and exports go on.',
  fields_changing: () => 'The fields are being changed; try again.',
  values_too_large: () =>
    'The values of a contact, or of a row that failed, may have about 4 MB in all.',
  answer_too_large: () => 'This is more than the database answers with at once; ask for less.',
  index_share: ({ percent }: { percent: number }) =>
    `The search index for what you may see is being made, ${percent} % of it is there; try again.`,
}

// The order of the rooms: a folder imports only from those that stand above it in its list. Among the
// resources of the API even such an arrow is listed, with its reason, so that a new one is a decision.

/**
 * @typedef {object} Floor
 * @property {string} folder whose rooms these are: its folders, and '.' for the files right in it
 * @property {(string | Resource)[]} rooms lowest first
 *
 * @typedef {object} Resource
 * @property {string} room
 * @property {Record<string, string>} knows the other resources it imports from, and why
 */

/** @type {Floor[]} */
export const floors = [
  {
    folder: 'api/src',
    rooms: [
      'concurrency',
      'crypto',
      'errors',
      'db',
      // Definitions, roles, who asks: what every request stands on.
      'installation',
      'idempotency',
      'http',
      'audit',
      // Long work that goes in steps, of whatever resource.
      'jobs',
      { room: 'views', knows: {} },
      { room: 'contacts', knows: { views: 'a list of contacts can be asked for by a view' } },
      { room: 'sections', knows: {} },
      { room: 'fields', knows: { contacts: 'search texts of contacts follow from the fields' } },
      {
        room: 'bulk-changes',
        knows: {
          contacts: 'what is changed, deleted and restored are contacts',
          views: 'all contacts of a view can be changed',
        },
      },
      {
        room: 'exports',
        knows: {
          contacts: 'an export is a list of contacts, page by page',
          views: 'an export can be asked for by a view',
        },
      },
      {
        room: 'imports',
        knows: {
          contacts: 'rows become contacts, in the form those are stored in',
          fields: 'an import may add the options that its cells name',
        },
      },
      {
        room: 'merges',
        knows: { contacts: 'a merge makes one contact of several' },
      },
      {
        room: 'notes',
        knows: { contacts: 'a note is about a contact, and seen with it and its survivor' },
      },
      {
        room: 'identify',
        knows: {
          contacts: 'what is found or made is a contact',
          imports: 'items are applied one by one, as rows of a file are',
          merges: 'contacts that turn out to be one person may be merged',
        },
      },
      {
        room: 'duplicates',
        knows: {
          contacts: 'who may be the same person as whom is told with the contacts themselves',
        },
      },
      { room: 'roles', knows: {} },
      {
        room: 'api-keys',
        knows: {
          roles: 'a key has a role, and at most the rights of its maker',
          views: 'what a key keeps for itself goes with it',
        },
      },
      {
        room: 'people',
        knows: {
          roles: 'a person has a role',
          'api-keys': 'keys can be revoked with the person who made them',
          views: 'what a person keeps for themselves goes with them',
        },
      },
      {
        room: 'schema',
        knows: {
          fields: 'a set-up is applied by the operations of its parts',
          roles: 'as above',
          sections: 'as above',
          views: 'as above',
        },
      },
      {
        room: 'auth',
        knows: {
          'api-keys': 'a request is identified by a key or a session',
          people: 'whoever signs in is a person of the installation',
        },
      },
      {
        room: 'purge',
        knows: { contacts: 'search texts are written anew where contacts are erased' },
      },
      {
        room: 'privacy',
        knows: {
          contacts: 'a record is a contact with all that is held about it',
          imports: 'what is said of the rows of imports is read in the form they keep it in',
          purge: 'an erased text leaves the search index at once',
        },
      },
      { room: 'docs', knows: {} },
      // app.ts, which puts them together.
      '.',
      'platform',
    ],
  },
  {
    folder: 'api/src/imports',
    rooms: [
      'fold',
      'import',
      'storage',
      'dry-run',
      'chunk',
      'results',
      { room: 'undo', knows: {} },
      { room: 'mappings', knows: {} },
      '.',
    ],
  },
  { folder: 'api/src/platform', rooms: ['config', 'threads', 'node', 'worker'] },
  {
    folder: 'openapi/src',
    rooms: [
      'bytes',
      'text',
      'reasons',
      'patterns',
      'refusals',
      'currencies',
      'locale',
      'identities',
      'field-types',
      '.',
      'spreadsheet',
    ],
  },
  {
    folder: 'openapi/src/spreadsheet',
    rooms: [
      'workbook',
      'cells',
      'zip',
      'xml',
      'csv',
      'vcard',
      'xlsx',
      'opendocument',
      'spreadsheetml2003',
      'xls',
      'xlsb',
      'columns',
      '.',
    ],
  },
  {
    folder: 'web/src',
    rooms: [
      'locales',
      'theme',
      'styles',
      'keyboard',
      'api',
      'layout',
      'providers',
      'access',
      'palette',
      'field-form',
      'pages',
      'shell',
      '.',
    ],
  },
  // The steps of an import, and what they stand on.
  {
    folder: 'web/src/pages/imports',
    rooms: [
      'sheet',
      'draft',
      'run',
      'failures',
      'undo',
      'mappings',
      'file',
      'columns',
      'preview',
      '.',
    ],
  },
]

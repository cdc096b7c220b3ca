import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * `undo_pass`, `undo_at` and `undo_step` say how far undoing has come: which pass over the contacts,
 * the number of the last one it looked at, and the attempt that got there.
 */
export const imports = sqliteTable(
  'imports',
  {
    id: text().primaryKey(),
    fileName: text('file_name').notNull(),
    mode: text({ enum: ['merge', 'skip', 'replace'] }).notNull(),
    state: text({ enum: ['running', 'finished', 'cancelled', 'undoing', 'undone'] }).notNull(),
    columns: text().notNull(),
    totalRows: integer('total_rows'),
    nextChunk: integer('next_chunk').notNull(),
    lastRow: integer('last_row').notNull(),
    created: integer().notNull(),
    merged: integer().notNull(),
    replaced: integer().notNull(),
    skipped: integer().notNull(),
    unchanged: integer().notNull(),
    failed: integer().notNull(),
    startedAt: integer('started_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    finishedAt: integer('finished_at'),
    actor: text(),
    undone: integer().notNull().default(0),
    kept: integer().notNull().default(0),
    undoPass: integer('undo_pass').notNull().default(1),
    undoAt: integer('undo_at').notNull().default(Number.MAX_SAFE_INTEGER),
    undoStep: text('undo_step'),
    constants: text().notNull().default('[]'),
    dryRun: integer('dry_run').notNull().default(0),
  },
  (table) => [index('imports_updated').on(table.updatedAt)],
)

/**
 * How the columns of files with certain headings are mapped. `headings_key` is a digest of those
 * headings, `name_key` the name without regard to case.
 */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    nameKey: text('name_key').notNull().unique(),
    headingsKey: text('headings_key').notNull(),
    mode: text({ enum: ['merge', 'skip', 'replace'] }).notNull(),
    columns: text().notNull(),
    constants: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    actor: text(),
  },
  (table) => [index('import_mappings_headings').on(table.headingsKey, table.updatedAt)],
)

/**
 * Contacts that undoing left as they are, with the reason. One that waits needs an identity which
 * another contact of the same import may yet give back.
 */
export const importKept = sqliteTable(
  'import_kept',
  {
    importId: text('import_id').notNull(),
    contactSeq: integer('contact_seq').notNull(),
    reason: text().notNull(),
    waiting: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.contactSeq] })],
)

/**
 * The marker that makes a chunk apply once, and the answer its repeated delivery gets. `delivery` is
 * new for every attempt to apply it: two at once with the same rows must not take each other's marker
 * for their own. `outcomes` says of each row what became of it.
 */
export const importChunks = sqliteTable(
  'import_chunks',
  {
    importId: text('import_id').notNull(),
    number: integer().notNull(),
    fingerprint: text().notNull(),
    delivery: text().notNull(),
    answer: text().notNull(),
    lastRow: integer('last_row').notNull().default(0),
    outcomes: text().notNull().default('[]'),
    /** The highest number any contact had before: those that the chunk creates are counted from it. */
    beforeSeq: integer('before_seq').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.importId, table.number] })],
)

/**
 * Contacts as a dry run would have left them, in front of those that are there. One that only the dry
 * run created has a number below 0.
 */
export const dryContacts = sqliteTable(
  'dry_contacts',
  {
    importId: text('import_id').notNull(),
    seq: integer().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    data: blob().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.seq] })],
)

/** Whose each key would be after a dry run, where it is no longer as before; null for nobody's. */
export const dryIdentities = sqliteTable(
  'dry_identities',
  {
    importId: text('import_id').notNull(),
    fieldId: integer('field_id').notNull(),
    key: text().notNull(),
    contactSeq: integer('contact_seq'),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.fieldId, table.key] }),
    index('dry_identities_contact').on(table.importId, table.contactSeq),
  ],
)

/** Rows that were refused, as they were sent, with every reason. */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: text('import_id').notNull(),
    row: integer().notNull(),
    cells: text().notNull(),
    reasons: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.row] })],
)

import { sql } from 'drizzle-orm/sql'
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

export * from './access-schema.ts'

export * from './accounts-schema.ts'

/**
 * Times are milliseconds since 1970, UTC. `data` is JSONB by field id (`{"f1": "Ann", "f17": [..]}`),
 * identities included, so that a contact is read as one row.
 */
export const contacts = sqliteTable(
  'contacts',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    data: blob().notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    index('contacts_created')
      .on(table.createdAt, table.seq)
      .where(sql`deleted_at IS NULL`),
    index('contacts_updated')
      .on(table.updatedAt, table.seq)
      .where(sql`deleted_at IS NULL`),
    index('contacts_trash')
      .on(table.deletedAt)
      .where(sql`deleted_at IS NOT NULL`),
  ],
)

/**
 * The keys live contacts are told apart by. A contact in the trash has none here: what is not in
 * this table reserves nothing. Values as typed stand in `contacts.data`.
 */
export const identities = sqliteTable(
  'identities',
  {
    fieldId: integer('field_id').notNull(),
    key: text().notNull(),
    contactSeq: integer('contact_seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fieldId, table.key] }),
    index('identities_contact').on(table.contactSeq),
  ],
)

/** One row for every version of every contact: what it was before, and who changed it how. */
export const changes = sqliteTable(
  'changes',
  {
    contactSeq: integer('contact_seq').notNull(),
    version: integer().notNull(),
    kind: text({
      enum: ['create', 'update', 'merge', 'replace', 'delete', 'restore', 'convert', 'undo'],
    }).notNull(),
    at: integer().notNull(),
    actor: text(),
    via: text({ enum: ['api', 'import', 'fields'] }).notNull(),
    importId: text('import_id'),
    requestId: text('request_id').notNull(),
    before: blob(),
  },
  (table) => [
    primaryKey({ columns: [table.contactSeq, table.version] }),
    index('changes_import')
      .on(table.importId)
      .where(sql`import_id IS NOT NULL`),
  ],
)

export const fields = sqliteTable(
  'fields',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull().unique(),
    name: text().notNull(),
    kind: text({ enum: ['S', 'C', 'I'] }).notNull(),
    type: text().notNull(),
    settings: text().notNull(),
    helpText: text('help_text'),
    defaultValue: text('default_value'),
    visible: integer().notNull(),
    required: integer().notNull(),
    readOnly: integer('read_only').notNull(),
    indexed: integer().notNull(),
    position: integer().notNull(),
    version: integer().notNull(),
    deletedAt: integer('deleted_at'),
    viewRoles: text('view_roles'),
    editRoles: text('edit_roles'),
  },
  () => [
    uniqueIndex('fields_name')
      .on(sql`name COLLATE NOCASE`)
      .where(sql`deleted_at IS NULL`),
  ],
)

/** One row. Its version moves with every change of a field, and guards every batch built on one. */
export const schemaState = sqliteTable('schema_state', {
  id: integer().primaryKey(),
  version: integer().notNull(),
})

/**
 * Always empty: a statement that inserts here what a constraint forbids fails its whole batch, which
 * is how a batch is made to depend on a condition.
 */
export const guard = sqliteTable('guard', {
  definitionsChanged: integer('definitions_changed'),
  valuesChanged: integer('values_changed'),
  noOwner: integer('no_owner'),
  inUse: integer('in_use'),
  refused: integer('refused'),
})

/** Totals that stay cheap at any size, kept by triggers. */
export const counters = sqliteTable('counters', {
  name: text().primaryKey(),
  n: integer().notNull(),
})

export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text().primaryKey(),
    fingerprint: text().notNull(),
    response: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [index('idempotency_at').on(table.at)],
)

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

/**
 * Substring indexes for those who may not see all of what `search` holds: each is a table
 * `search_<id>` of its own, over the fields whose ids are listed.
 */
export const sights = sqliteTable('sights', {
  id: integer().primaryKey({ autoIncrement: true }),
  fields: text().notNull().unique(),
})

/** Contacts whose present texts such an index lacks. */
export const sightsStale = sqliteTable(
  'sights_stale',
  { sight: integer().notNull(), seq: integer().notNull() },
  (table) => [primaryKey({ columns: [table.sight, table.seq] })],
)

/**
 * How far the purging of what takes several runs has come: by `field:<id>` the number of the contact
 * up to which a deleted field's values are gone; by `search` whether the index is being rewritten.
 */
export const purgeState = sqliteTable('purge_state', {
  name: text().primaryKey(),
  at: integer().notNull(),
})

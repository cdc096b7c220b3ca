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

export * from './imports-schema.ts'

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

CREATE TABLE contacts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  data BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
--> statement-breakpoint
CREATE INDEX contacts_created ON contacts (created_at, seq) WHERE deleted_at IS NULL;
--> statement-breakpoint
CREATE INDEX contacts_updated ON contacts (updated_at, seq) WHERE deleted_at IS NULL;
--> statement-breakpoint
CREATE INDEX contacts_trash ON contacts (deleted_at) WHERE deleted_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE identities (
  field_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  contact_seq INTEGER NOT NULL REFERENCES contacts (seq),
  PRIMARY KEY (field_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX identities_contact ON identities (contact_seq);
--> statement-breakpoint
CREATE TABLE changes (
  contact_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  via TEXT NOT NULL,
  import_id TEXT,
  request_id TEXT NOT NULL,
  before BLOB,
  PRIMARY KEY (contact_seq, version)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX changes_import ON changes (import_id) WHERE import_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE fields (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  settings TEXT NOT NULL,
  help_text TEXT,
  default_value TEXT,
  visible INTEGER NOT NULL,
  required INTEGER NOT NULL,
  read_only INTEGER NOT NULL,
  indexed INTEGER NOT NULL,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX fields_name ON fields (name COLLATE NOCASE) WHERE deleted_at IS NULL;
--> statement-breakpoint
CREATE TABLE schema_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO schema_state (id, version) VALUES (1, 1);
--> statement-breakpoint
CREATE TABLE guard (
  definitions_changed INTEGER CONSTRAINT definitions_changed CHECK (definitions_changed = 0),
  values_changed INTEGER CONSTRAINT values_changed CHECK (values_changed = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO counters (name, n) VALUES ('live', 0), ('trashed', 0);
--> statement-breakpoint
CREATE TRIGGER contacts_counted_in AFTER INSERT ON contacts BEGIN
  UPDATE counters SET n = n + 1 WHERE name = iif(new.deleted_at IS NULL, 'live', 'trashed');
END;
--> statement-breakpoint
CREATE TRIGGER contacts_counted_over AFTER UPDATE OF deleted_at ON contacts
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
  UPDATE counters SET n = n + iif((name = 'live') = (new.deleted_at IS NULL), 1, -1);
END;
--> statement-breakpoint
CREATE TRIGGER contacts_counted_out AFTER DELETE ON contacts BEGIN
  UPDATE counters SET n = n - 1 WHERE name = iif(old.deleted_at IS NULL, 'live', 'trashed');
END;
--> statement-breakpoint
CREATE VIRTUAL TABLE search USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram remove_diacritics 1'
);
--> statement-breakpoint
-- By default the index is rewritten wherever a tenth of it is outdated, which makes an import that
-- changes contacts four times as slow (measured; FTS5, "The 'deletemerge' Configuration Option").
INSERT INTO search (search, rank) VALUES ('deletemerge', 30);
--> statement-breakpoint
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  response TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX idempotency_at ON idempotency (at);
--> statement-breakpoint
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  columns TEXT NOT NULL,
  total_rows INTEGER,
  next_chunk INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  created INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  replaced INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER,
  actor TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE import_chunks (
  import_id TEXT NOT NULL REFERENCES imports (id),
  number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  delivery TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id),
  row INTEGER NOT NULL,
  cells TEXT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

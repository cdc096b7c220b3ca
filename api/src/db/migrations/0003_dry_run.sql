ALTER TABLE imports ADD COLUMN dry_run INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE import_chunks ADD COLUMN last_row INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE import_chunks ADD COLUMN outcomes TEXT NOT NULL DEFAULT '[]';
--> statement-breakpoint
CREATE TABLE dry_contacts (
  import_id TEXT NOT NULL REFERENCES imports (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE dry_identities (
  import_id TEXT NOT NULL REFERENCES imports (id),
  field_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  contact_seq INTEGER,
  PRIMARY KEY (import_id, field_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX dry_identities_contact ON dry_identities (import_id, contact_seq);

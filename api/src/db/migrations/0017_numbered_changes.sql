-- The log of changes gets numbers in the order of their commits, so that programs can follow it by one cursor.
-- Rows of before are moved page by page: see contacts/changes/number-changes.ts.
DROP INDEX changes_import;
--> statement-breakpoint
ALTER TABLE changes RENAME TO changes_unnumbered;
--> statement-breakpoint
CREATE TABLE changes (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  via TEXT NOT NULL,
  import_id TEXT,
  request_id TEXT NOT NULL,
  before BLOB,
  -- Only of a contact that was erased, and all that is left of it.
  erased_id TEXT
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX changes_version ON changes (contact_seq, version);
--> statement-breakpoint
CREATE INDEX changes_import ON changes (import_id, contact_seq, version) WHERE import_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX changes_erased ON changes (at) WHERE erased_id IS NOT NULL;
--> statement-breakpoint
-- Up to this number rows of the log may be gone, or stand in another order than they were written in.
ALTER TABLE schema_state ADD COLUMN changes_from INTEGER NOT NULL DEFAULT 0;

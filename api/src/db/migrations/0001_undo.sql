ALTER TABLE imports ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE imports ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE imports ADD COLUMN undo_pass INTEGER NOT NULL DEFAULT 1;
--> statement-breakpoint
ALTER TABLE imports ADD COLUMN undo_at INTEGER NOT NULL DEFAULT 9007199254740991;
--> statement-breakpoint
ALTER TABLE imports ADD COLUMN undo_step TEXT;
--> statement-breakpoint
CREATE TABLE import_kept (
  import_id TEXT NOT NULL REFERENCES imports (id),
  contact_seq INTEGER NOT NULL REFERENCES contacts (seq),
  reason TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  PRIMARY KEY (import_id, contact_seq)
) STRICT, WITHOUT ROWID;

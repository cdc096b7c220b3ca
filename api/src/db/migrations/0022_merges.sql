-- A contact that was merged into another one: `deleted_at` says since when, and nothing that lists live contacts
-- finds it. It is not in the trash.
ALTER TABLE contacts ADD COLUMN merged_into INTEGER;
--> statement-breakpoint
CREATE INDEX contacts_merged ON contacts (merged_into) WHERE merged_into IS NOT NULL;
--> statement-breakpoint
DROP INDEX contacts_trash;
--> statement-breakpoint
CREATE INDEX contacts_trash ON contacts (deleted_at) WHERE deleted_at IS NOT NULL AND merged_into IS NULL;
--> statement-breakpoint
DROP TRIGGER contacts_counted_over;
--> statement-breakpoint
CREATE TRIGGER contacts_counted_over AFTER UPDATE OF deleted_at, merged_into ON contacts
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
  OR (old.merged_into IS NULL) <> (new.merged_into IS NULL) BEGIN
  UPDATE counters SET n = n - 1
  WHERE old.merged_into IS NULL AND name = iif(old.deleted_at IS NULL, 'live', 'trashed');
  UPDATE counters SET n = n + 1
  WHERE new.merged_into IS NULL AND name = iif(new.deleted_at IS NULL, 'live', 'trashed');
END;
--> statement-breakpoint
DROP TRIGGER contacts_counted_out;
--> statement-breakpoint
CREATE TRIGGER contacts_counted_out AFTER DELETE ON contacts WHEN old.merged_into IS NULL BEGIN
  UPDATE counters SET n = n - 1 WHERE name = iif(old.deleted_at IS NULL, 'live', 'trashed');
END;
--> statement-breakpoint
-- What merges changed in their survivors: `before` and `after` are the members of its data that differ. `version`
-- is the survivor's that the merge made. Undoing an earlier merge writes later ones anew, as if it had never been.
CREATE TABLE merges (
  id TEXT PRIMARY KEY,
  survivor_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  request_id TEXT NOT NULL,
  before BLOB NOT NULL,
  after BLOB NOT NULL,
  undone_at INTEGER,
  undone_by TEXT,
  undo_request_id TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX merges_survivor ON merges (survivor_seq, version);
--> statement-breakpoint
CREATE TABLE merge_sources (
  merge_id TEXT NOT NULL REFERENCES merges (id),
  contact_seq INTEGER NOT NULL,
  PRIMARY KEY (merge_id, contact_seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX merge_sources_contact ON merge_sources (contact_seq);
--> statement-breakpoint
UPDATE roles SET permissions = replace(permissions, '"edit_contacts"', '"edit_contacts","merge_contacts"')
WHERE id IN ('owner', 'admin', 'agent') AND built_in = 1;

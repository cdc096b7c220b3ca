-- What people write about a contact. A note stays with the contact it was written for: one that was merged into
-- another keeps its own, so that taking the merge back has nothing to move.
CREATE TABLE notes (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  contact_seq INTEGER NOT NULL,
  author TEXT,
  text TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX notes_contact ON notes (contact_seq);
--> statement-breakpoint
UPDATE roles SET permissions = replace(permissions, '"merge_contacts"', '"merge_contacts","view_notes","write_notes"')
WHERE id IN ('owner', 'admin', 'agent') AND built_in = 1;
--> statement-breakpoint
UPDATE roles SET permissions = replace(permissions, '"view_identities"', '"view_identities","view_notes"')
WHERE id = 'viewer' AND built_in = 1;

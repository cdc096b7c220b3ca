-- Parts of the form, with a heading. A field stands in one at most.
CREATE TABLE sections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  collapsed INTEGER NOT NULL,
  columns INTEGER NOT NULL,
  visible_when TEXT,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
--> statement-breakpoint
ALTER TABLE fields ADD COLUMN section INTEGER;

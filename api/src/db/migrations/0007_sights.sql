-- Substring indexes for those who may not see all of what `search` holds, each in a table `search_<id>`
-- made when first needed. `fields` are the ids of the fields it is over.
CREATE TABLE sights (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fields TEXT NOT NULL UNIQUE
) STRICT;
--> statement-breakpoint
CREATE TABLE sights_stale (
  sight INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (sight, seq)
) STRICT, WITHOUT ROWID;

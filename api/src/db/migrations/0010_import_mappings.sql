CREATE TABLE import_mappings (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  headings_key TEXT NOT NULL,
  mode TEXT NOT NULL,
  columns TEXT NOT NULL,
  constants TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  actor TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX import_mappings_headings ON import_mappings (headings_key, updated_at);

CREATE TABLE purge_state (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX imports_updated ON imports (updated_at);
--> statement-breakpoint
CREATE INDEX person_links_expiry ON person_links (expires_at);

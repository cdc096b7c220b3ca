-- What a table of contacts shows, under a name. `filter` and `sorters` name fields by their ids.
CREATE TABLE views (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  owner TEXT,
  shared INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  filter TEXT,
  q TEXT,
  sorters TEXT NOT NULL,
  columns TEXT,
  page_size INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX views_owner ON views (shared, owner, name_key);
--> statement-breakpoint
-- The view that a role's people begin with.
CREATE TABLE role_views (
  role_id TEXT PRIMARY KEY,
  view_id TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX role_views_view ON role_views (view_id);
--> statement-breakpoint
UPDATE roles SET permissions = json_insert(permissions, '$[#]', 'manage_views') WHERE id = 'admin';

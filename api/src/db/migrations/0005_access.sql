CREATE TABLE roles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  built_in INTEGER NOT NULL DEFAULT 0,
  permissions TEXT NOT NULL,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX roles_name ON roles (name COLLATE NOCASE);
--> statement-breakpoint
INSERT INTO roles (id, name, built_in, permissions, position) VALUES
  ('owner', 'Owner', 1, '["view_contacts","view_identities","edit_contacts","delete_contacts","erase_contacts","import_contacts","export_contacts","manage_fields","manage_people","manage_keys","view_audit"]', 1),
  ('admin', 'Admin', 1, '["view_contacts","view_identities","edit_contacts","delete_contacts","erase_contacts","import_contacts","export_contacts","manage_fields","manage_people","manage_keys","view_audit"]', 2),
  ('agent', 'Agent', 1, '["view_contacts","view_identities","edit_contacts"]', 3),
  ('viewer', 'Viewer', 1, '["view_contacts","view_identities"]', 4);
--> statement-breakpoint
CREATE TABLE people (
  user_id TEXT PRIMARY KEY,
  role_id TEXT NOT NULL REFERENCES roles (id),
  state TEXT NOT NULL CHECK (state IN ('active', 'invited', 'suspended', 'removed')),
  sessions_from INTEGER NOT NULL DEFAULT 0,
  last_sign_in_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
--> statement-breakpoint
CREATE INDEX people_role ON people (role_id);
--> statement-breakpoint
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  name TEXT NOT NULL,
  role_id TEXT NOT NULL REFERENCES roles (id),
  permissions TEXT,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER
) STRICT;
--> statement-breakpoint
CREATE TABLE person_links (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invite', 'reset')),
  expires_at INTEGER NOT NULL,
  created_by TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_kind TEXT,
  actor_id TEXT,
  actor_name TEXT,
  action TEXT NOT NULL,
  target_kind TEXT,
  target_id TEXT,
  target_name TEXT,
  ip TEXT,
  request_id TEXT,
  details TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX audit_action ON audit (action, seq);
--> statement-breakpoint
CREATE INDEX audit_actor ON audit (actor_id, seq);
--> statement-breakpoint
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log cannot be changed');
END;
--> statement-breakpoint
CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log cannot be changed');
END;
--> statement-breakpoint
ALTER TABLE fields ADD COLUMN view_roles TEXT;
--> statement-breakpoint
ALTER TABLE fields ADD COLUMN edit_roles TEXT;
--> statement-breakpoint
ALTER TABLE guard ADD COLUMN no_owner INTEGER CONSTRAINT no_owner CHECK (no_owner = 0);
--> statement-breakpoint
ALTER TABLE guard ADD COLUMN in_use INTEGER CONSTRAINT in_use CHECK (in_use = 0);
--> statement-breakpoint
ALTER TABLE guard ADD COLUMN refused INTEGER CONSTRAINT refused CHECK (refused = 0);
--> statement-breakpoint
UPDATE schema_state SET version = version + 1;

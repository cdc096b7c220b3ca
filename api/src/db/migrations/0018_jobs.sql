-- Long work that goes in steps: what is asked for, how far it has come, and who asked. `phase`, `at` and
-- `last` are the kind's own; `step` moves with every step, so that none is done twice. `writing` is 1
-- only inside a batch: triggers tell a step's own writes by it.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  phase TEXT NOT NULL,
  step INTEGER NOT NULL,
  at INTEGER NOT NULL,
  last INTEGER NOT NULL,
  field_id INTEGER,
  input TEXT NOT NULL,
  counts TEXT NOT NULL,
  problem TEXT,
  caller TEXT NOT NULL,
  actor TEXT,
  request_id TEXT NOT NULL,
  writing INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX jobs_started ON jobs (started_at);
--> statement-breakpoint
CREATE INDEX jobs_running ON jobs (updated_at) WHERE state = 'running';
--> statement-breakpoint
CREATE UNIQUE INDEX jobs_field ON jobs (field_id) WHERE state = 'running' AND field_id IS NOT NULL;
--> statement-breakpoint
-- Contacts that a job has to look at once more, since somebody wrote them behind it.
CREATE TABLE job_contacts (
  job TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (job, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- The number under which a field's values are stored, where that is no longer its id.
ALTER TABLE fields ADD COLUMN member INTEGER;
--> statement-breakpoint
-- The last contact that an index holds while it is being filled; null for one that holds all.
ALTER TABLE sights ADD COLUMN filled_to INTEGER;

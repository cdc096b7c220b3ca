-- What applying a document would do to the set-up, kept until it is applied or its time is over.
CREATE TABLE schema_plans (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL,
  actor TEXT,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX schema_plans_expiry ON schema_plans (expires_at);

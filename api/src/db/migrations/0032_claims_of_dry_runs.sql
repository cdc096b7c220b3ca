-- What contacts of the trash would have again that a dry run lets come back: none behind them can have it too.
CREATE TABLE job_claims (
  job_id TEXT NOT NULL,
  field_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  contact_seq INTEGER NOT NULL,
  PRIMARY KEY (job_id, field_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX job_claims_contact ON job_claims (contact_seq);

-- The job that a change of many contacts was a part of.
ALTER TABLE changes ADD COLUMN job_id TEXT;
--> statement-breakpoint
CREATE INDEX changes_job ON changes (job_id, contact_seq, version) WHERE job_id IS NOT NULL;
--> statement-breakpoint
-- What is kept of what a job was asked for: names no values of contacts.
ALTER TABLE jobs ADD COLUMN about TEXT;
--> statement-breakpoint
ALTER TABLE jobs ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE jobs ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE jobs ADD COLUMN undo_pass INTEGER NOT NULL DEFAULT 1;
--> statement-breakpoint
ALTER TABLE jobs ADD COLUMN undo_at INTEGER NOT NULL DEFAULT 9007199254740991;
--> statement-breakpoint
ALTER TABLE jobs ADD COLUMN undo_step TEXT;
--> statement-breakpoint
-- Who undoes it, as `caller`, `actor` and `request_id` say who began it.
ALTER TABLE jobs ADD COLUMN undo_by TEXT;
--> statement-breakpoint
-- Contacts that a job did not change, with the reasons; those that undoing it left alone; samples of a dry run.
CREATE TABLE job_results (
  job_id TEXT NOT NULL,
  contact_seq INTEGER NOT NULL,
  outcome TEXT NOT NULL DEFAULT 'kept',
  reason TEXT NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (job_id, contact_seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX job_results_contact ON job_results (contact_seq);
--> statement-breakpoint
-- Deletions of many were a kind of their own, which nobody could take back.
DELETE FROM jobs WHERE kind = 'delete_contacts';

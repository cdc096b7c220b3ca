-- What contacts may have in common with each other, as numbers made of their values: see duplicates/keys.ts. All
-- four tables follow the log of changes, behind the writes: duplicates/follow.ts.
CREATE TABLE duplicate_keys (
  key INTEGER NOT NULL,
  contact_seq INTEGER NOT NULL,
  signal INTEGER NOT NULL,
  PRIMARY KEY (key, contact_seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX duplicate_keys_contact ON duplicate_keys (contact_seq, key, signal);
--> statement-breakpoint
-- Keys of so many contacts that they say nothing.
CREATE TABLE duplicate_keys_shared (
  key INTEGER PRIMARY KEY
) STRICT;
--> statement-breakpoint
-- Contacts that are suspected to be one: `signals` has a bit for each that they share.
CREATE TABLE duplicate_pairs (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score INTEGER NOT NULL,
  signals INTEGER NOT NULL,
  dismissed INTEGER NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX duplicate_pairs_b ON duplicate_pairs (b);
--> statement-breakpoint
CREATE INDEX duplicate_pairs_queue ON duplicate_pairs (score DESC, a, b, signals) WHERE dismissed = 0;
--> statement-breakpoint
-- How many pairs share which signals, kept by triggers: counts stay cheap at any size.
CREATE TABLE duplicate_counts (
  signals INTEGER PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER duplicate_pairs_in AFTER INSERT ON duplicate_pairs WHEN new.dismissed = 0 BEGIN
  INSERT INTO duplicate_counts (signals, n) VALUES (new.signals, 1)
  ON CONFLICT (signals) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
CREATE TRIGGER duplicate_pairs_out AFTER DELETE ON duplicate_pairs WHEN old.dismissed = 0 BEGIN
  UPDATE duplicate_counts SET n = n - 1 WHERE signals = old.signals;
END;
--> statement-breakpoint
CREATE TRIGGER duplicate_pairs_over AFTER UPDATE OF dismissed ON duplicate_pairs
WHEN old.dismissed <> new.dismissed BEGIN
  INSERT INTO duplicate_counts (signals, n) VALUES (new.signals, iif(new.dismissed, -1, 1))
  ON CONFLICT (signals) DO UPDATE SET n = n + excluded.n;
END;
--> statement-breakpoint
-- Contacts that somebody has said are two. `shared` are the keys they had in common then: it holds as long as
-- they have the same ones.
CREATE TABLE not_duplicates (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  shared TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX not_duplicates_b ON not_duplicates (b);
--> statement-breakpoint
-- One row: keys are made by `rule` of all contacts up to the number `filled_to`, or of all where that is null, and
-- of what has changed up to the change `n`. `step` moves with every step, so that none is done twice.
CREATE TABLE duplicate_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  rule TEXT NOT NULL,
  step INTEGER NOT NULL,
  n INTEGER NOT NULL,
  filled_to INTEGER
) STRICT;
--> statement-breakpoint
INSERT INTO duplicate_state (id, rule, step, n, filled_to) VALUES (1, '', 0, 0, 0);

-- What the index holds is folded before it gets there (see contacts/stored-fold.ts), so the tokenizer takes
-- it as it is. Its texts are written anew, page by page: see contacts/fold-migration.
DROP TABLE search;
--> statement-breakpoint
CREATE VIRTUAL TABLE search USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1'
);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('deletemerge', 60);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
--> statement-breakpoint
-- The rule by which the folds beside stored texts and the index were made.
ALTER TABLE schema_state ADD COLUMN fold_rule INTEGER NOT NULL DEFAULT 0;

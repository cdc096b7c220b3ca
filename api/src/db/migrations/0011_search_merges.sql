-- The fewer parts of the index are merged while an import goes on, the faster it is; merging them twice as
-- late takes it a quarter less for the index, and a search looks into at most twice as many (measured; FTS5,
-- "The 'automerge' Configuration Option" and "The 'deletemerge' Configuration Option").
INSERT INTO search (search, rank) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('deletemerge', 60);

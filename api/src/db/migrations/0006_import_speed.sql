ALTER TABLE import_chunks ADD COLUMN before_seq INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
-- By default parts of the index are merged as soon as there are four of a size. An import makes one with
-- each chunk, and merging them so eagerly takes it more time than making them (measured; FTS5, "The
-- 'automerge' Configuration Option").
INSERT INTO search (search, rank) VALUES ('automerge', 8);

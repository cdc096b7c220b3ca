-- The most rows of a chunk, for as long as an import lasts: whoever goes on with it cuts its file as before.
ALTER TABLE imports ADD COLUMN chunk_rows INTEGER NOT NULL DEFAULT 1000;

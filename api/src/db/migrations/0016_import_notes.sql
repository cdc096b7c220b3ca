-- What is said of the cells of rows that were taken, counted: {"rows", "counts": [{"code", "column", "index",
-- "field", "rows", "firstRows"}]}. Of each row it is beside its outcome.
ALTER TABLE imports ADD COLUMN noted TEXT NOT NULL DEFAULT '{"rows":0,"counts":[]}';

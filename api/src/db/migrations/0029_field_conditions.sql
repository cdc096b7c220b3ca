-- Under which conditions a field is there, required, or read only, and each of its options offered: JSON that
-- names fields by their ids.
ALTER TABLE fields ADD COLUMN conditions TEXT;

-- Ids of the roles that see only masks of a field's values, as a JSON list.
ALTER TABLE fields ADD COLUMN mask_roles TEXT;

-- Other programs keep several numbers of a person, and all of them come into this one field.
UPDATE schema_state SET version = version + 1 WHERE EXISTS (
  SELECT 1 FROM fields WHERE key IN ('phone', 'fax') AND kind = 'S' AND settings ->> '$.length' = 64
);
--> statement-breakpoint
UPDATE fields SET settings = json_set(settings, '$.length', 256), version = version + 1
  WHERE key IN ('phone', 'fax') AND kind = 'S' AND settings ->> '$.length' = 64;

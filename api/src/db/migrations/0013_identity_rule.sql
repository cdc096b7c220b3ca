-- The rule by which stored identities and their keys were made: see contacts/identity-migration.
ALTER TABLE schema_state ADD COLUMN identity_rule INTEGER NOT NULL DEFAULT 0;

-- Options that the chunks of a dry run would have added to fields: {"<field key>": [text, …]}.
ALTER TABLE imports ADD COLUMN supposed TEXT NOT NULL DEFAULT '{}';

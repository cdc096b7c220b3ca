-- How somebody has arranged the screens for themselves: JSON of what differs from the usual.
CREATE TABLE preferences (
  user_id TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

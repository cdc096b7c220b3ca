-- The language in which somebody has chosen to see the screens, as a BCP 47 tag; null as their browser asks.
ALTER TABLE people ADD COLUMN language TEXT;

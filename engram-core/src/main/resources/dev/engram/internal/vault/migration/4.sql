-- Engram vault, schema 4: vector spaces that are moved, and snapshots of them. Times are microseconds since 1970 in UTC.

ALTER TABLE space ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));

ALTER TABLE embedding ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;

CREATE TABLE migration (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  source  INTEGER NOT NULL REFERENCES space (id),
  target  INTEGER NOT NULL REFERENCES space (id),
  started INTEGER NOT NULL,
  CHECK (source <> target)
);

CREATE TABLE snapshot (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  space    INTEGER NOT NULL REFERENCES space (id),
  label    TEXT NOT NULL,
  taken    INTEGER NOT NULL,
  memories INTEGER NOT NULL CHECK (memories >= 0)
);
CREATE INDEX snapshot_of_space ON snapshot (space, id);

CREATE TABLE kept (
  ordinal INTEGER NOT NULL REFERENCES memory (ordinal),
  space   INTEGER NOT NULL REFERENCES space (id),
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  bytes   BLOB NOT NULL,
  PRIMARY KEY (ordinal, space, until),
  CHECK (since < until)
);

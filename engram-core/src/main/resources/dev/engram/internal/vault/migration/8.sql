-- Engram vault, schema 8: what went out as files, and what came in from them.

CREATE TABLE copy (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL CHECK (kind IN ('archive', 'plaintext', 'backup')),
  file     TEXT,
  made     INTEGER NOT NULL,
  memories INTEGER NOT NULL CHECK (memories >= 0)
);

CREATE TABLE import (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  made   INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);

CREATE TABLE imported (
  import  INTEGER NOT NULL REFERENCES import (id),
  ordinal INTEGER NOT NULL REFERENCES memory (ordinal) ON DELETE CASCADE,
  PRIMARY KEY (import, ordinal)
) WITHOUT ROWID;
CREATE INDEX imported_memory ON imported (ordinal);

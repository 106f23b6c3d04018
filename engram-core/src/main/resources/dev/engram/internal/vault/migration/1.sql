-- Engram vault, schema 1. Times are microseconds since 1970 in UTC. docs/formats/vault.md explains it.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE scope (
  id        INTEGER PRIMARY KEY,
  canonical TEXT NOT NULL UNIQUE
);

CREATE TABLE session (
  id    INTEGER PRIMARY KEY,
  scope INTEGER NOT NULL REFERENCES scope (id),
  name  TEXT NOT NULL,
  UNIQUE (scope, name)
);

CREATE TABLE memory (
  ordinal       INTEGER PRIMARY KEY AUTOINCREMENT,
  root          INTEGER REFERENCES memory (ordinal),
  id            BLOB NOT NULL CHECK (length(id) = 16),
  version       INTEGER NOT NULL CHECK (version >= 1),
  kind          TEXT NOT NULL CHECK (kind IN ('episode', 'fact', 'procedure')),
  state         TEXT NOT NULL CHECK (state IN ('active', 'superseded', 'forgotten')),
  scope         INTEGER NOT NULL REFERENCES scope (id),
  category      TEXT NOT NULL,
  text          TEXT NOT NULL,
  content_key   INTEGER NOT NULL,
  occurred_from INTEGER,
  occurred_to   INTEGER,
  learned       INTEGER NOT NULL,
  valid_from    INTEGER NOT NULL,
  valid_to      INTEGER,
  importance    REAL NOT NULL CHECK (importance BETWEEN 0 AND 1),
  strength      REAL NOT NULL CHECK (strength >= 0),
  tier          TEXT NOT NULL,
  source        TEXT NOT NULL,
  pending       INTEGER NOT NULL CHECK (pending IN (0, 1)),
  UNIQUE (id, version)
);
CREATE INDEX memory_by_content ON memory (content_key);
CREATE INDEX memory_pending ON memory (ordinal) WHERE pending = 1;

CREATE TABLE episode (
  ordinal  INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  speaker  TEXT,
  session  INTEGER REFERENCES session (id),
  position INTEGER NOT NULL
);
CREATE INDEX episode_in_session ON episode (session, position) WHERE session IS NOT NULL;

CREATE TABLE fact (
  ordinal    INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  subject    TEXT NOT NULL,
  predicate  TEXT NOT NULL,
  object     TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
);

CREATE TABLE procedure (
  ordinal INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  task    TEXT NOT NULL,
  steps   TEXT NOT NULL,
  tools   TEXT NOT NULL
);

CREATE TABLE edge (
  source  INTEGER NOT NULL REFERENCES memory (ordinal),
  target  INTEGER NOT NULL REFERENCES memory (ordinal),
  type    TEXT NOT NULL,
  weight  REAL NOT NULL CHECK (weight > 0 AND weight <= 1),
  created INTEGER NOT NULL,
  PRIMARY KEY (source, target, type)
) WITHOUT ROWID;
CREATE INDEX edge_by_target ON edge (target);

CREATE TABLE space (
  id        INTEGER PRIMARY KEY,
  model     TEXT NOT NULL UNIQUE,
  dimension INTEGER NOT NULL CHECK (dimension BETWEEN 1 AND 8192),
  metric    TEXT NOT NULL
);

CREATE TABLE embedding (
  ordinal INTEGER NOT NULL REFERENCES memory (ordinal),
  space   INTEGER NOT NULL REFERENCES space (id),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (ordinal, space)
);

CREATE TABLE change (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  ordinal INTEGER NOT NULL,
  op      TEXT NOT NULL CHECK (op IN ('put', 'remove', 'embed'))
);

CREATE TABLE projection (
  name      TEXT PRIMARY KEY,
  format    TEXT NOT NULL,
  watermark INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE projection_file (
  projection TEXT NOT NULL REFERENCES projection (name),
  name       TEXT NOT NULL,
  part       INTEGER NOT NULL,
  bytes      BLOB NOT NULL,
  PRIMARY KEY (projection, name, part)
);

CREATE TABLE padding (
  n     INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);

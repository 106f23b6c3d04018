-- Engram vault, schema 2: what capture finds. Times are microseconds since 1970 in UTC.

ALTER TABLE fact ADD COLUMN negated INTEGER NOT NULL DEFAULT 0 CHECK (negated IN (0, 1));
ALTER TABLE fact ADD COLUMN modality TEXT NOT NULL DEFAULT 'actual';
ALTER TABLE fact ADD COLUMN sources INTEGER NOT NULL DEFAULT 1 CHECK (sources >= 1);
ALTER TABLE fact ADD COLUMN origin INTEGER REFERENCES memory (ordinal);
ALTER TABLE fact ADD COLUMN claim INTEGER;
ALTER TABLE fact ADD COLUMN about INTEGER;
ALTER TABLE fact ADD COLUMN object_key INTEGER;
CREATE INDEX fact_by_claim ON fact (claim, object_key) WHERE claim IS NOT NULL;
CREATE INDEX fact_by_subject ON fact (about) WHERE about IS NOT NULL;

CREATE INDEX memory_by_root ON memory (root) WHERE root IS NOT NULL;

ALTER TABLE procedure ADD COLUMN successes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE procedure ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

CREATE TABLE annotation (
  ordinal   INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  summary   TEXT,
  key_fact  TEXT,
  tag       TEXT NOT NULL,
  tokens    TEXT NOT NULL,
  valence   REAL NOT NULL CHECK (valence BETWEEN -1 AND 1),
  intensity REAL NOT NULL CHECK (intensity BETWEEN 0 AND 1),
  metadata  TEXT,
  times     TEXT,
  reasons   TEXT
);

CREATE TABLE entity (
  id         INTEGER PRIMARY KEY,
  uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  scope      INTEGER NOT NULL REFERENCES scope (id),
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  mentions   INTEGER NOT NULL CHECK (mentions >= 0),
  merged     INTEGER REFERENCES entity (id)
);
CREATE INDEX entity_in_scope ON entity (scope, last_seen);

CREATE TABLE alias (
  scope  INTEGER NOT NULL REFERENCES scope (id),
  normal TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity (id),
  name   TEXT NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (scope, normal)
) WITHOUT ROWID;
CREATE INDEX alias_of_entity ON alias (entity);

CREATE TABLE mention (
  entity  INTEGER NOT NULL REFERENCES entity (id),
  ordinal INTEGER NOT NULL REFERENCES memory (ordinal),
  alias   TEXT NOT NULL,
  PRIMARY KEY (entity, ordinal, alias)
) WITHOUT ROWID;
CREATE INDEX mention_in_memory ON mention (ordinal);

CREATE TABLE entity_event (
  seq    INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity (id),
  other  INTEGER REFERENCES entity (id),
  op     TEXT NOT NULL CHECK (op IN ('merge', 'split')),
  names  TEXT NOT NULL,
  moment INTEGER NOT NULL
);

CREATE TABLE predicate (
  name     TEXT PRIMARY KEY,
  beside   INTEGER NOT NULL,
  replaced INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE restatement (
  seq        INTEGER PRIMARY KEY,
  ordinal    INTEGER NOT NULL REFERENCES memory (ordinal),
  manner     TEXT NOT NULL CHECK (manner IN ('exact', 'lexical', 'semantic', 'claim')),
  similarity REAL NOT NULL,
  moment     INTEGER NOT NULL
);
CREATE INDEX restatement_of ON restatement (ordinal);

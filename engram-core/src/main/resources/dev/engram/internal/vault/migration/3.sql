-- Engram vault, schema 3: what recalls taught. Times are microseconds since 1970 in UTC.

CREATE TABLE feedback (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  root       INTEGER NOT NULL REFERENCES memory (ordinal),
  verdict    TEXT NOT NULL CHECK (verdict IN ('helpful', 'unhelpful', 'corrected')),
  moment     INTEGER NOT NULL,
  question   INTEGER,
  space      INTEGER REFERENCES space (id),
  context    BLOB,
  correction INTEGER REFERENCES memory (ordinal),
  CHECK ((space IS NULL) = (context IS NULL))
);
CREATE INDEX feedback_of ON feedback (root);

CREATE TABLE usage (
  root      INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  recalled  INTEGER NOT NULL DEFAULT 0 CHECK (recalled >= 0),
  last      INTEGER,
  helpful   INTEGER NOT NULL DEFAULT 0 CHECK (helpful >= 0),
  unhelpful INTEGER NOT NULL DEFAULT 0 CHECK (unhelpful >= 0),
  corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected >= 0)
);

CREATE TABLE retrieval_event (
  seq          INTEGER PRIMARY KEY,
  moment       INTEGER NOT NULL,
  space        INTEGER REFERENCES space (id),
  strategy     TEXT NOT NULL,
  visible      INTEGER NOT NULL,
  candidates   INTEGER NOT NULL,
  hits         INTEGER NOT NULL,
  suppressed   INTEGER NOT NULL,
  relevancy    REAL NOT NULL CHECK (relevancy BETWEEN 0 AND 1),
  best         REAL,
  micros       INTEGER NOT NULL,
  degradations TEXT NOT NULL,
  judged       INTEGER NOT NULL DEFAULT 0,
  ndcg         REAL CHECK (ndcg BETWEEN 0 AND 1)
);

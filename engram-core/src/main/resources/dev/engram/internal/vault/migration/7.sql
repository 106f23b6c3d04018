-- Engram vault, schema 7: what forgetting can take back, and erasures under way.

CREATE TABLE forgotten (
  ordinal  INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  root     INTEGER NOT NULL REFERENCES memory (ordinal),
  state    TEXT NOT NULL CHECK (state IN ('active', 'superseded')),
  valid_to INTEGER
);
CREATE INDEX forgotten_with ON forgotten (root);

CREATE TABLE unlinked (
  source  INTEGER NOT NULL REFERENCES memory (ordinal),
  target  INTEGER NOT NULL REFERENCES memory (ordinal),
  weight  REAL NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE INDEX unlinked_from ON unlinked (target);

CREATE TABLE erasing (
  ordinal INTEGER PRIMARY KEY CHECK (ordinal >= 0)
);

CREATE INDEX fact_of_origin ON fact (origin) WHERE origin IS NOT NULL;
CREATE INDEX feedback_correction ON feedback (correction) WHERE correction IS NOT NULL;

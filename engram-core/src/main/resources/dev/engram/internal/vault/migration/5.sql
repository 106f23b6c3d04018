-- Engram vault, schema 5: what is sealed under a key of its own, and what may not speak unasked.

INSERT INTO setting (name, value) VALUES ('vault', lower(hex(randomblob(16))));

ALTER TABLE memory ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1));

CREATE TABLE sealed (
  ordinal INTEGER PRIMARY KEY REFERENCES memory (ordinal),
  bytes   BLOB NOT NULL
);

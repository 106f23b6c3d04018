-- Engram vault, schema 6: the audit, an append-only hash chain.

CREATE TABLE audit_entry (
  seq         INTEGER PRIMARY KEY,
  moment      INTEGER NOT NULL,
  class       TEXT NOT NULL CHECK (class IN ('ops', 'audit')),
  event       TEXT NOT NULL,
  detail      TEXT NOT NULL,
  commitments BLOB NOT NULL,
  mac         BLOB NOT NULL
) STRICT;

CREATE TABLE audit_reference (
  entry INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE audit_head (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  seq         INTEGER NOT NULL,
  ops_rows    INTEGER NOT NULL,
  ops_seq     INTEGER NOT NULL,
  ops_mac     BLOB NOT NULL,
  audit_rows  INTEGER NOT NULL,
  audit_seq   INTEGER NOT NULL,
  audit_mac   BLOB NOT NULL,
  pruned_rows INTEGER NOT NULL,
  pruned_seq  INTEGER NOT NULL,
  pruned_mac  BLOB NOT NULL,
  proof       BLOB NOT NULL
) STRICT;
CREATE INDEX audit_ops ON audit_entry (seq) WHERE class = 'ops';

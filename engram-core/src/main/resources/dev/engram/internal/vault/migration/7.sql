-- Engram vault, schema 7: what erasure keeps.

SELECT 7;

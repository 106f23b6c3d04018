package dev.engram.internal.vault;

import dev.engram.health.Diagnosis.Finding;
import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks the vault's own consistency: pages, references, and what rows promise of each other. */
public final class RowChecks {
  private RowChecks() {}

  /** Every check on rows and pages. */
  public static List<Finding> all(Statements statements) throws SQLException {
    var findings = new ArrayList<Finding>();
    String pages = text(statements, "PRAGMA integrity_check(10)");
    findings.add(
        new Finding("pages", pages.equals("ok"), pages.equals("ok") ? "ok" : "damaged pages"));
    findings.add(none(statements, "references", "SELECT count(*) FROM pragma_foreign_key_check"));
    findings.add(
        none(
            statements,
            "one active version",
            """
            SELECT count(*) FROM (SELECT id FROM memory WHERE state = 'active'
            GROUP BY id HAVING count(*) > 1)
            """));
    findings.add(
        none(
            statements,
            "details",
            """
            SELECT count(*) FROM memory m WHERE
              (SELECT count(*) FROM episode e WHERE e.ordinal = m.ordinal) +
              (SELECT count(*) FROM fact f WHERE f.ordinal = m.ordinal) +
              (SELECT count(*) FROM procedure p WHERE p.ordinal = m.ordinal) <> 1
            """));
    findings.add(
        none(
            statements,
            "embeddings",
            """
            SELECT count(*) FROM memory m WHERE m.state = 'active' AND m.pending = 0
            AND NOT EXISTS (SELECT 1 FROM embedding e WHERE e.ordinal = m.ordinal AND e.space IN
              (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'space'
               UNION SELECT target FROM migration))
            """));
    findings.add(
        none(
            statements,
            "vectors fit their space",
            """
            SELECT count(*) FROM embedding e JOIN space s ON s.id = e.space
            WHERE length(e.bytes) = 0 OR length(e.bytes) % (4 * s.dimension) <> 0
            """));
    findings.add(
        none(
            statements,
            "spaces in use are not given up",
            """
            SELECT count(*) FROM space WHERE retired = 1 AND id IN
              (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'space'
               UNION SELECT source FROM migration UNION SELECT target FROM migration)
            """));
    findings.add(
        none(
            statements,
            "what is kept belongs to a snapshot",
            """
            SELECT count(*) FROM kept k WHERE NOT EXISTS
              (SELECT 1 FROM snapshot s
               WHERE s.space = k.space AND s.id > k.since AND s.id <= k.until)
            """));
    findings.add(
        none(
            statements,
            "acyclic edges",
            """
            WITH RECURSIVE
              arc(source, target) AS (SELECT source, target FROM edge WHERE type IN
                ('derived_from', 'caused_by', 'instance_of', 'inferred_from')),
              reach(start, here) AS (
                SELECT source, target FROM arc UNION SELECT r.start, a.target FROM reach r
                JOIN arc a ON a.source = r.here)
            SELECT count(*) FROM reach WHERE start = here
            """));
    findings.add(
        none(
            statements,
            "judgements are counted",
            """
            SELECT count(*) FROM
              (SELECT root, sum(verdict = 'helpful') AS h, sum(verdict = 'unhelpful') AS u,
                 sum(verdict = 'corrected') AS c FROM feedback GROUP BY root) f
              LEFT JOIN usage s ON s.root = f.root
            WHERE s.root IS NULL OR s.helpful < f.h OR s.unhelpful < f.u OR s.corrected < f.c
            """));
    findings.add(
        none(
            statements,
            "judged memories are roots",
            """
            SELECT count(*) FROM usage u JOIN memory m ON m.ordinal = u.root
            WHERE m.root IS NOT NULL AND m.root <> m.ordinal
            """));
    return findings;
  }

  private static Finding none(Statements statements, String check, String count)
      throws SQLException {
    String found = text(statements, count);
    return new Finding(check, found.equals("0"), found.equals("0") ? "ok" : found + " broken");
  }

  private static String text(Statements statements, String sql) throws SQLException {
    try (ResultSet rows = statements.prepare(sql).executeQuery()) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}

package dev.engram.audit;

import static dev.engram.audit.AuditWorld.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.audit.AuditVerdict.Problem;
import dev.engram.config.AuditOptions;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who can write the pages, but lacks the audit's key, changes nothing in the audit unseen (spec
 * §10.18).
 */
@DisplayName("§10.18 The audit cannot be changed unseen without its key")
class AuditChainTest {
  private static final List<String> TABLES =
      List.of("audit_entry", "audit_reference", "audit_head");

  @TempDir private Path folder;
  private final Random random = Seed.random("AuditChainTest");
  private Path path;
  private Vault vault;
  private AuditTrail trail;
  private long entries;

  @BeforeEach
  void useAVault() {
    path = folder.resolve("rex.engram");
    try (var memory = AuditWorld.open(path, AuditOptions.defaults())) {
      new AuditWorld(random).use(memory, 120);
    }
    vault = AuditWorld.raw(path, TestKeys.right());
    trail = AuditWorld.trail(vault);
    for (String table : TABLES) {
      sql(vault, "CREATE TABLE saved_" + table + " AS SELECT * FROM " + table);
    }
    AuditVerdict verdict = trail.verify(Optional.empty());
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.keyed()).isTrue();
    entries = verdict.entries();
    assertThat(entries).isGreaterThan(100);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private void restore() {
    vault
        .writer()
        .write(tx -> {
          for (String table : TABLES) {
            tx.prepare("DELETE FROM " + table).executeUpdate();
            tx.prepare("INSERT INTO " + table + " SELECT * FROM saved_" + table).executeUpdate();
          }
          return true;
        });
    assertThat(trail.verify(Optional.empty()).broken()).isEmpty();
  }

  private AuditVerdict.Break found(String what) {
    Optional<AuditVerdict.Break> broken = trail.verify(Optional.empty()).broken();
    assertThat(broken).as(what).isPresent();
    return broken.orElseThrow();
  }

  private void tampered(String statement) {
    assertThat(sql(vault, statement)).as(statement).isPositive();
    found(statement);
    restore();
  }

  @Test
  void anEditOfAnyColumnOfAnyEntryIsFoundThere() {
    List<String> edits =
        List.of(
            "moment = moment + 1",
            "class = CASE class WHEN 'ops' THEN 'audit' ELSE 'ops' END",
            "event = CASE event WHEN 'recalled' THEN 'listed' ELSE 'recalled' END",
            "detail = detail || ' hits=1'",
            "commitments = CAST(commitments || x'00' AS BLOB)",
            "commitments = randomblob(length(commitments) + 16)",
            "mac = randomblob(32)",
            "mac = x''",
            "seq = seq + 1000000");
    for (String edit : edits) {
      for (int i = 0; i < 5; i++) {
        long seq = 1 + random.nextLong(entries);
        assertThat(sql(vault, "UPDATE audit_entry SET " + edit + " WHERE seq = " + seq)).isOne();
        assertThat(found(edit).seq()).as("%s at %d", edit, seq).isEqualTo(seq);
        restore();
      }
    }
  }

  @Test
  void anEditOfAnyReferenceIsFoundThere() {
    List<String> edits =
        List.of(
            "bytes = randomblob(length(bytes))",
            "bytes = CAST(substr(bytes, 34) AS BLOB)",
            "bytes = CAST(x'80' || substr(bytes, 2) AS BLOB)",
            "bytes = CAST(x'80' || zeroblob(length(bytes) - 1) AS BLOB)",
            "bytes = CAST(x'02' || substr(bytes, 2) AS BLOB)",
            "entry = entry + 1000000");
    for (String edit : edits) {
      for (int i = 0; i < 5; i++) {
        String where =
            " WHERE entry = (SELECT entry FROM audit_reference ORDER BY random() LIMIT 1)";
        tampered("UPDATE audit_reference SET " + edit + where);
      }
    }
    tampered(
        "DELETE FROM audit_reference WHERE entry ="
            + " (SELECT entry FROM audit_reference ORDER BY random() LIMIT 1)");
    tampered("INSERT INTO audit_reference VALUES (900000, zeroblob(33))");
  }

  @Test
  void anEditOfAnyColumnOfTheHeadIsFound() {
    for (String number :
        List.of(
            "seq", "ops_rows", "ops_seq", "audit_rows", "audit_seq", "pruned_rows", "pruned_seq")) {
      tampered("UPDATE audit_head SET " + number + " = " + number + " - 1");
      tampered("UPDATE audit_head SET " + number + " = " + number + " + 1");
    }
    for (String mac : List.of("ops_mac", "audit_mac", "pruned_mac", "proof")) {
      tampered("UPDATE audit_head SET " + mac + " = randomblob(32)");
    }
    tampered("DELETE FROM audit_head");
  }

  @Test
  void aRemovedEntryIsFoundWherever() {
    for (long seq = 1; seq <= entries; seq += 1 + random.nextInt(3)) {
      sql(vault, "DELETE FROM audit_reference WHERE entry = " + seq);
      sql(vault, "DELETE FROM audit_entry WHERE seq = " + seq);
      assertThat(found("removal of " + seq).seq()).isEqualTo(seq);
      restore();
    }
  }

  @Test
  void removalThatIsMadeToLookLikeDroppingIsFound() {
    tampered("UPDATE audit_head SET pruned_rows = 3, pruned_seq = 9");
    sql(vault, "DELETE FROM audit_entry WHERE seq < 10 AND class = 'ops'");
    tampered(
        "UPDATE audit_head SET pruned_seq = 9, pruned_rows = (SELECT count(*) FROM"
            + " saved_audit_entry WHERE seq < 10 AND class = 'ops'), pruned_mac = (SELECT mac FROM"
            + " saved_audit_entry WHERE seq < 10 AND class = 'ops' ORDER BY seq DESC LIMIT 1)");
  }

  @Test
  void twoEntriesThatChangedPlacesAreFound() {
    for (int i = 0; i < 20; i++) {
      long one = 1 + random.nextLong(entries - 1);
      long other = one + 1 + random.nextLong(entries - one);
      for (String[] table : new String[][] {{"audit_entry", "seq"}, {"audit_reference", "entry"}}) {
        String set = "UPDATE " + table[0] + " SET " + table[1] + " = ";
        sql(vault, set + "-1 WHERE " + table[1] + " = " + one);
        sql(vault, set + one + " WHERE " + table[1] + " = " + other);
        sql(vault, set + other + " WHERE " + table[1] + " = -1");
      }
      assertThat(found("swap of " + one + " and " + other).seq()).isLessThanOrEqualTo(one);
      restore();
    }
  }

  @Test
  void aCutAtAnyPlaceIsFoundEvenIfTheHeadIsCutToo() {
    for (long cut = 0; cut < entries; cut += 1 + random.nextInt(6)) {
      truncate(cut);
      assertThat(found("cut after " + cut).seq()).isEqualTo(cut + 1);
      moveHead(cut);
      found("cut after " + cut + " with its head");
      restore();
    }
  }

  private void truncate(long cut) {
    sql(vault, "DELETE FROM audit_reference WHERE entry > " + cut);
    sql(vault, "DELETE FROM audit_entry WHERE seq > " + cut);
  }

  /** As well as somebody can who has every MAC that is left, and not the key. */
  private void moveHead(long cut) {
    for (String part : List.of("ops", "audit")) {
      String of = " FROM audit_entry WHERE class = '" + part + "'";
      sql(
          vault,
          "UPDATE audit_head SET seq = "
              + cut
              + ", "
              + part
              + "_rows = (SELECT count(*)"
              + of
              + "), "
              + part
              + "_seq = (SELECT coalesce(max(seq), 0)"
              + of
              + "), "
              + part
              + "_mac = coalesce((SELECT mac"
              + of
              + " ORDER BY seq DESC LIMIT 1), x'00')");
    }
  }

  @Test
  void whatIsWrittenAfterwardsDoesNotMakeACutGood() {
    truncate(entries / 2);
    moveHead(entries / 2);
    vault.close();
    try (var memory = AuditWorld.open(path, AuditOptions.defaults())) {
      new AuditWorld(random).use(memory, 30);
      AuditVerdict verdict = memory.audit().verify();
      assertThat(verdict.sound()).isFalse();
      assertThat(verdict.broken().orElseThrow().seq()).isEqualTo(entries / 2 + 1);
      assertThat(memory.audit().entries(1000))
          .extracting(AuditEntry::event)
          .contains(AuditEvent.CHAIN_BROKEN);
      assertThat(memory.doctor().findings())
          .filteredOn(finding -> finding.check().equals("audit"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.sound()).isFalse());
    }
    vault = AuditWorld.raw(path, TestKeys.right());
  }

  @Test
  void anEntryThatSomebodyAddsIsFound() {
    sql(
        vault,
        "INSERT INTO audit_entry SELECT seq + 1, moment, class, event, detail, x'', mac"
            + " FROM audit_entry ORDER BY seq DESC LIMIT 1");
    assertThat(found("an entry more").seq()).isEqualTo(entries + 1);
    restore();
  }

  @Test
  @DisplayName("§10.18 a vault that was put back is found by the head that the host kept")
  void aVaultThatWasPutBackIsFoundByTheHeadThatTheHostKept() throws Exception {
    vault.close();
    Path before = folder.resolve("before.engram");
    Files.copy(path, before);
    AuditHead kept;
    try (var memory = AuditWorld.open(path, AuditOptions.defaults())) {
      new AuditWorld(random).use(memory, 20);
      kept = AuditHead.parse(memory.audit().head().text());
      new AuditWorld(random).use(memory, 20);
      assertThat(memory.audit().verify(Optional.of(kept)).broken()).isEmpty();
    }
    try (var memory = AuditWorld.open(before, AuditOptions.defaults())) {
      assertThat(memory.audit().verify().broken()).isEmpty();
      assertThat(problem(memory, kept)).isEqualTo(Problem.ROLLED_BACK);
      new AuditWorld(random).use(memory, 80);
      assertThat(memory.audit().verify().broken()).isEmpty();
      assertThat(problem(memory, kept)).isEqualTo(Problem.OTHER_HISTORY);
    }
    vault = AuditWorld.raw(path, TestKeys.right());
  }

  private static Problem problem(MemoryGraph memory, AuditHead kept) {
    return memory.audit().verify(Optional.of(kept)).broken().orElseThrow().problem();
  }

  @Test
  void whatIsDroppedFromTheFrontLeavesTheRestVerifiable() {
    vault.close();
    AuditHead early;
    try (var memory = AuditWorld.open(path, AuditOptions.defaults().withOpsRows(1_000))) {
      early = memory.audit().head();
      for (int i = 0; i < 2_500; i++) {
        assertThat(memory.stats(AuditWorld.REX).pending()).isZero();
        if (i % 500 == 0) {
          new AuditWorld(random).use(memory, 10);
        }
      }
      memory.maintain();
      AuditVerdict verdict = memory.audit().verify(Optional.of(early));
      assertThat(verdict.broken()).isEmpty();
      assertThat(memory.audit().entries(100_000))
          .filteredOn(entry -> entry.storage() == AuditClass.OPS)
          .hasSizeBetween(1_000, 1_100);
      assertThat(memory.audit().entries(100_000))
          .extracting(AuditEntry::event)
          .contains(AuditEvent.OPS_PRUNED);
      assertThat(memory.doctor().sound()).isTrue();
    }
    vault = AuditWorld.raw(path, TestKeys.right());
    trail = AuditWorld.trail(vault);
    for (String table : TABLES) {
      sql(vault, "DELETE FROM saved_" + table);
      sql(vault, "INSERT INTO saved_" + table + " SELECT * FROM " + table);
    }
    String oldestOps = "(SELECT min(seq) FROM audit_entry WHERE class = 'ops')";
    sql(vault, "DELETE FROM audit_reference WHERE entry = " + oldestOps);
    tampered("DELETE FROM audit_entry WHERE seq = " + oldestOps);
    String oldestAudit = "(SELECT min(seq) FROM audit_entry WHERE class = 'audit')";
    sql(vault, "DELETE FROM audit_reference WHERE entry = " + oldestAudit);
    tampered("DELETE FROM audit_entry WHERE seq = " + oldestAudit);
  }
}

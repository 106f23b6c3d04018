package dev.engram.internal.proof;

import dev.engram.audit.AuditVerdict;
import dev.engram.config.AuditOptions;
import dev.engram.config.AuditOptions.Outlet;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.vault.CopyTable;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.SnapshotTable;
import dev.engram.internal.vault.Surroundings;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.KnownCopy.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of who did what, and what is left of what was there (spec §10.6, §10.9, §10.18).
 */
final class TraceProbes {
  private TraceProbes() {}

  static List<Probe> of(Vault vault, AuditTrail audit, AuditOptions options) {
    return List.of(
        Probe.of("audit chain", name -> chain(name, audit, options)),
        Probe.of("audit sinks", name -> sinks(name, audit, options)),
        Probe.of("erasures finished", name -> erasures(name, vault)),
        Probe.of("copies", name -> copies(name, vault)));
  }

  private static SecurityLayer chain(String name, AuditTrail audit, AuditOptions options) {
    boolean asked = !options.kept().isEmpty();
    String head = "entry " + audit.head().entries();
    AuditVerdict verdict = audit.verify(Optional.empty());
    String told =
        verdict
            .broken()
            .map(wrong -> "entry " + wrong.seq() + ": " + wrong.problem().told())
            .orElse(verdict.entries() + " entries walked, none altered or missing");
    return SecurityLayer.of(
        name,
        asked && verdict.sound() && verdict.keyed(),
        asked,
        told
            + (verdict.keyed() ? ", keyed" : ", not keyed")
            + ", head at "
            + head
            + (options.strict() ? ", reads wait for theirs" : ""));
  }

  private static SecurityLayer sinks(String name, AuditTrail audit, AuditOptions options) {
    long required = options.outlets().stream().filter(Outlet::required).count();
    long failures = audit.sinkFailures();
    return SecurityLayer.of(
        name,
        !options.outlets().isEmpty() && failures == 0,
        required > 0,
        options.outlets().size()
            + " outside, "
            + required
            + " of them required, failed "
            + failures
            + " times");
  }

  private static SecurityLayer erasures(String name, Vault vault) {
    boolean underway = vault.broken().isEmpty() && vault.writer().write(ErasureTable::underway);
    return SecurityLayer.of(
        name,
        !underway,
        true,
        underway
            ? "one is under way; opening the vault again finishes it"
            : "no row is marked to be erased");
  }

  private static SecurityLayer copies(String name, Vault vault) {
    List<KnownCopy> known = vault.readers().read(CopyTable::all);
    int snapshots = vault.readers().read(SnapshotTable::all).size();
    List<Path> beside = Surroundings.copies(vault.path());
    long plain = count(known, Kind.PLAINTEXT);
    return SecurityLayer.of(
        name,
        plain == 0,
        false,
        count(known, Kind.BACKUP)
            + " backups and "
            + count(known, Kind.ARCHIVE)
            + " archives known, all encrypted; "
            + plain
            + " plain exports; "
            + snapshots
            + " snapshots of vectors inside; "
            + beside.size()
            + " files beside the vault that are named after it");
  }

  private static long count(List<KnownCopy> known, Kind kind) {
    return known.stream().filter(one -> one.kind() == kind).count();
  }
}

package dev.engram.internal.proof;

import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.health.SecurityLayer;
import dev.engram.health.SecurityReport;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.Vault;
import java.util.ArrayList;
import java.util.List;

/**
 * All probes, in the order in which they are told: from the file outwards. A new layer is a class
 * of probes and a line in {@link #all}. Reads the audit whole and up to a few hundred rows and
 * pages; some tens of milliseconds on a small vault.
 */
public final class Proofs {
  private Proofs() {}

  /** Everything that can be looked at. */
  public static List<Probe> all(
      Vault vault, Sealing sealing, Outward outward, AuditTrail audit, EngramOptions options) {
    var probes = new ArrayList<Probe>();
    probes.addAll(FileProbes.of(vault));
    probes.addAll(KeyProbes.of(vault, options.vault().hardening()));
    probes.addAll(SealProbes.of(vault, sealing));
    probes.addAll(ScreenProbes.of(options, outward));
    probes.addAll(AccessProbes.of(options.access()));
    probes.addAll(TraceProbes.of(vault, audit, options.audit()));
    probes.addAll(PlaceProbes.of(vault, options.vault()));
    probes.addAll(ProcessProbes.of(options.vault().hardening()));
    return List.copyOf(probes);
  }

  /** Looks at every layer; one that cannot be looked at is not in force. */
  public static SecurityReport report(List<Probe> probes) {
    var layers = new ArrayList<SecurityLayer>();
    for (Probe probe : probes) {
      layers.add(looked(probe));
    }
    return new SecurityReport(layers);
  }

  private static SecurityLayer looked(Probe probe) {
    try {
      return probe.look();
    } catch (EngramException failed) {
      return SecurityLayer.of(
          probe.name(), false, true, "could not be looked at: " + failed.code().label());
    } catch (RuntimeException failed) {
      return SecurityLayer.of(
          probe.name(),
          false,
          true,
          "could not be looked at: " + failed.getClass().getSimpleName());
    }
  }
}

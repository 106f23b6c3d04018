package dev.engram.internal.proof;

import dev.engram.config.VaultOptions;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.vault.Surroundings;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.Whereabouts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the vault lies, and what lies around it (spec §10.2). */
final class PlaceProbes {
  private PlaceProbes() {}

  static List<Probe> of(Vault vault, VaultOptions options) {
    return List.of(
        Probe.of("folder not copied elsewhere", name -> place(name, vault)),
        Probe.of("unlisted", name -> unlisted(name, vault, options.unlisted())),
        Probe.of("decoy", name -> decoy(name, options.decoy())));
  }

  private static SecurityLayer place(String name, Vault vault) {
    Whereabouts place = vault.standing().whereabouts();
    return SecurityLayer.of(
        name,
        place.synced().isEmpty() && !place.repository() && !place.remote(),
        false,
        place
                .synced()
                .map(program -> "in a folder of " + program)
                .orElse("no sign of a program that syncs it")
            + (place.repository() ? "; within a Git repository" : "; in no Git repository")
            + "; file system "
            + place.fileSystem()
            + (place.remote() ? ", on another machine" : ""));
  }

  private static SecurityLayer unlisted(String name, Vault vault, boolean asked) {
    int markers = Surroundings.markers(vault.path());
    int all = Surroundings.markersKnown();
    return SecurityLayer.of(
        name, markers == all, asked, markers + " of " + all + " markers lie beside the vault");
  }

  private static SecurityLayer decoy(String name, Optional<Path> wanted) {
    if (wanted.isEmpty()) {
      return SecurityLayer.of(name, false, false, "none was asked for");
    }
    boolean there = Surroundings.isDecoy(wanted.get());
    return SecurityLayer.of(
        name,
        there,
        true,
        there ? "a plain SQLite file lies there" : "there is no SQLite file where it should lie");
  }
}

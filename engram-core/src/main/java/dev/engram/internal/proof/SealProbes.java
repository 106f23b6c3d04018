package dev.engram.internal.proof;

import dev.engram.health.SecurityLayer;
import dev.engram.internal.seal.SealedProof;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.VectorGuard;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.SealedTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.SecurityTier;
import java.util.List;
import java.util.Map;

/** What is sealed beyond the pages, and whether seals hold (spec §10.5, §10.24.1). */
final class SealProbes {
  private static final int ROWS = 200;
  private static final int VECTORS = 100;

  private SealProbes() {}

  static List<Probe> of(Vault vault, Sealing sealing) {
    return List.of(
        Probe.of("sealed memories", name -> seals(name, vault, sealing)),
        Probe.of("vectors by tier", name -> vectors(name, vault, sealing)));
  }

  private static SecurityLayer seals(String name, Vault vault, Sealing sealing) {
    if (!sealing.available()) {
      return SecurityLayer.of(name, false, true, "without a vault key nothing is sealed");
    }
    Map<String, Integer> tiers = vault.readers().read(SealedTable::byTier);
    SealedProof.Result rows = vault.readers().read(reads -> SealedProof.rows(reads, sealing, ROWS));
    SealedProof.Result trial = SealedProof.trial(sealing);
    String told =
        counts(tiers, "memories")
            + (rows.tried() == 0
                ? "; a value of its own"
                : "; "
                    + rows.tried()
                    + " tried: "
                    + rows.opened()
                    + " open, "
                    + rows.showing()
                    + " show sealed words in clear rows, and")
            + " moved to another row refused "
            + (rows.moved() + trial.moved())
            + " of "
            + (rows.tried() + trial.tried())
            + ", with a bit changed "
            + (rows.changed() + trial.changed());
    return SecurityLayer.of(name, rows.sound() && trial.sound(), true, told);
  }

  private static SecurityLayer vectors(String name, Vault vault, Sealing sealing) {
    Map<String, Integer> tiers = vault.readers().read(SealedTable::vectorsByTier);
    int sealed =
        tiers.getOrDefault(SecurityTier.SENSITIVE.label(), 0)
            + tiers.getOrDefault(SecurityTier.CONFIDENTIAL.label(), 0);
    if (sealed == 0 || !sealing.available()) {
      return SecurityLayer.of(
          name,
          sealing.available(),
          sealing.available(),
          counts(tiers, "vectors") + "; none of a sealed memory yet");
    }
    List<float[]> sensitive = newest(vault, SecurityTier.SENSITIVE);
    long coarse = sensitive.stream().filter(VectorGuard::isCoarse).count();
    var guard = new VectorGuard(vault.fields());
    List<float[]> confidential = newest(vault, SecurityTier.CONFIDENTIAL);
    long turned = confidential.stream().filter(kept -> isTurned(guard, kept)).count();
    return SecurityLayer.of(
        name,
        coarse == sensitive.size() && turned == confidential.size(),
        true,
        counts(tiers, "vectors")
            + "; of "
            + sensitive.size()
            + " sensitive ones "
            + coarse
            + " have 8 bits a component, of "
            + confidential.size()
            + " confidential ones "
            + turned
            + " point elsewhere once turned back");
  }

  private static List<float[]> newest(Vault vault, SecurityTier tier) {
    return vault.readers().read(reads -> EmbeddingTable.newest(reads, tier, VECTORS));
  }

  /** Whether turning a kept vector back gives another direction, so that it was turned at all. */
  private static boolean isTurned(VectorGuard guard, float[] kept) {
    float[] bare = guard.bare(SecurityTier.CONFIDENTIAL, new float[][] {kept})[0];
    double both = 0;
    double one = 0;
    for (int i = 0; i < kept.length; i++) {
      both += (double) kept[i] * bare[i];
      one += (double) kept[i] * kept[i];
    }
    return one > 0 && both / one < 0.9;
  }

  private static String counts(Map<String, Integer> tiers, String what) {
    var told = new StringBuilder();
    for (SecurityTier tier : SecurityTier.values()) {
      told.append(told.isEmpty() ? "" : ", ")
          .append(tiers.getOrDefault(tier.label(), 0))
          .append(' ')
          .append(tier.label());
    }
    return told + " " + what;
  }
}
